/** Which key sends what was written. */
import type { KeyboardEvent } from 'react';

/** Enter; but with Shift it begins a new line, and while an input method is choosing words it is the method's. */
export function isSendKey(event: KeyboardEvent): boolean {
  return isEnter(event) && !isComposing(event);
}

/** Enter that an input method takes to end what it is composing. */
export function endsComposing(event: KeyboardEvent): boolean {
  return isEnter(event) && isComposing(event);
}

/**
 * Whether an Enter that ended this composition was meant to send as well. Of Korean, a syllable is composed while it is
 * typed, and there is nothing to choose; of Japanese and Chinese, Enter chooses a word.
 */
export function isWholeWhenComposed(text: string): boolean {
  return /^\p{Script=Hangul}+$/u.test(text);
}

function isEnter({ key, shiftKey, nativeEvent }: KeyboardEvent): boolean {
  // While it composes, Chrome calls every key by the code of its place alone.
  return (key === 'Enter' || (key === 'Process' && nativeEvent.code === 'Enter')) && !shiftKey;
}

/** Safari ends the choice before it tells of the key, and gives it away by the old code only. */
function isComposing({ nativeEvent }: KeyboardEvent): boolean {
  // oxlint-disable-next-line typescript/no-deprecated -- no other way to know in Safari
  return nativeEvent.isComposing || nativeEvent.keyCode === 229;
}
