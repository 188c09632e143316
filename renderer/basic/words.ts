/** The words, which the host wrote into the page in the language that the browser asked for. */

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

/** @param gap put where the sentence leaves room for it */
export function word(name: Word, gap = ''): string {
  const sentence = element('words').getAttribute(`data-${name}`) ?? '';
  // Not `replace`, which reads `$&` in a name as something else.
  return sentence.split(/\{\{\w+\}\}/).join(gap);
}

/** Throws if the host left it out. */
export function element(id: string): HTMLElement {
  const found = document.getElementById(id);
  if (found === null) throw new Error(`no #${id}`);
  return found;
}

export function show(id: string, shown: boolean): void {
  element(id).className = shown ? '' : 'off';
}

/** Text is only ever text. */
export function setText(id: string, text: string): void {
  const place = element(id);
  while (place.firstChild !== null) place.removeChild(place.firstChild);
  place.appendChild(document.createTextNode(text));
}
