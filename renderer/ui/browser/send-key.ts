/** Decides which key press sends a message. */
import type { KeyboardEvent } from 'react';

/** Enter, unless Shift is held (new line) or an input method is composing. */
export function isSendKey(event: KeyboardEvent): boolean {
  return isEnter(event) && !isComposing(event);
}

/** An Enter that ends a composition. */
export function endsComposing(event: KeyboardEvent): boolean {
  return isEnter(event) && isComposing(event);
}

/**
 * Whether an Enter that ended this composition also sends. Korean syllables are composed while typing, without
 * candidates to choose from; in Japanese and Chinese, Enter chooses a word.
 */
export function isWholeWhenComposed(text: string): boolean {
  return /^\p{Script=Hangul}+$/u.test(text);
}

function isEnter({ key, shiftKey, nativeEvent }: KeyboardEvent): boolean {
  // During a composition Chrome reports every key as "Process" and only `code` tells which.
  return (key === 'Enter' || (key === 'Process' && nativeEvent.code === 'Enter')) && !shiftKey;
}

/** Safari ends the composition before the key event, where only the old key code tells. */
function isComposing({ nativeEvent }: KeyboardEvent): boolean {
  // oxlint-disable-next-line typescript/no-deprecated -- the only way to tell in Safari
  return nativeEvent.isComposing || nativeEvent.keyCode === 229;
}
