/** The page's translated texts, which the host writes into the HTML in the language the browser asked for. */

export type Word =
  | 'house'
  | 'message'
  | 'pin'
  | 'asked'
  | 'joined'
  | 'connecting'
  | 'here'
  | 'lost'
  | 'blocked'
  | 'left'
  | 'none';

/** @param gap replaces the placeholder in the text */
export function word(name: Word, gap = ''): string {
  const sentence = element('words').getAttribute(`data-${name}`) ?? '';
  // Not `replace`, which would interpret `$&` in a name.
  return sentence.split(/\{\{\w+\}\}/).join(gap);
}

/** Throws if the page has no element with this id. */
export function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`no #${id}`);
  return found;
}

export function show(id: string, shown: boolean): void {
  element(id).className = shown ? '' : 'off';
}

/** Replaces the content with plain text. */
export function setText(id: string, text: string): void {
  const place = element(id);
  while (place.firstChild !== null) place.removeChild(place.firstChild);
  place.appendChild(document.createTextNode(text));
}
