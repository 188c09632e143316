/** Copies text without `navigator.clipboard`, which pages on plain HTTP do not have. */

/**
 * Selects the element's text and copies it. Returns `false` if copying failed; the text stays selected for
 * copying by hand.
 */
export function copyText(element: HTMLElement): boolean {
  const selection = getSelection();
  if (selection === null) return false;
  selection.selectAllChildren(element);
  // oxlint-disable-next-line typescript/no-deprecated -- the only way in a page that is not a secure context
  const copied = document.execCommand('copy');
  if (copied) selection.removeAllRanges();
  return copied;
}
