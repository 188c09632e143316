/** Which key sends what was written. */
import type { KeyboardEvent } from 'react';

/** Enter; but with Shift it begins a new line, and while an input method is choosing words it is the method's. */
export function isSendKey({ key, shiftKey, nativeEvent }: KeyboardEvent): boolean {
  // Safari ends the choice before it tells of the key, and gives it away by the old code only.
  // eslint-disable-next-line @typescript-eslint/no-deprecated -- no other way to know in Safari
  const composing = nativeEvent.isComposing || nativeEvent.keyCode === 229;
  return key === 'Enter' && !shiftKey && !composing;
}
