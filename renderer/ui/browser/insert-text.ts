/** Writes into a field where its caret is, as if it had been typed: the caret stands after it, and undo takes it back. */
export function insertText(field: HTMLTextAreaElement | HTMLInputElement, text: string): void {
  field.focus();
  // oxlint-disable-next-line typescript/no-deprecated -- the only way that undo knows of
  if (document.execCommand('insertText', false, text)) return;
  const { selectionStart, selectionEnd, value } = field;
  field.setRangeText(text, selectionStart ?? value.length, selectionEnd ?? value.length, 'end');
  field.dispatchEvent(new Event('input', { bubbles: true }));
}
