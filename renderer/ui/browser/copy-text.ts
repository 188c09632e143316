/** Copies without `navigator.clipboard`, which a page on a plain network address does not have. */

/** Selects the element's text and copies it. `false`: it was not copied, and stays selected to be copied by hand. */
export function copyText(element: HTMLElement): boolean {
  const selection = getSelection();
  if (selection === null) return false;
  selection.selectAllChildren(element);
  // oxlint-disable-next-line typescript/no-deprecated -- the only way there is in a page that is no secure context
  const copied = document.execCommand('copy');
  if (copied) selection.removeAllRanges();
  return copied;
}
