/**
 * Keeps a page true that its browser translates. A translator takes a text out and puts a `font` element with other words
 * in its place: what is written into the text later, nobody would see. So the text goes back, empty, in front of its
 * translation. There it can be changed, moved and removed as ever, and the translation goes with the words it was of.
 */

interface Translation {
  readonly font: HTMLElement;
  /** What was translated. */
  readonly words: string;
}

/** For as long as the page lives. */
export function followTranslation(): void {
  const translated = new TranslatedTexts();
  const observer = new MutationObserver((records) => {
    translated.follow(records);
    // What was changed just now is no news.
    observer.takeRecords();
  });
  observer.observe(document.body, { childList: true, characterData: true, subtree: true });
}

/** Where the translation of a text may be that was removed, the surest first. */
const PLACES: readonly ((removed: MutationRecord) => readonly (Node | null)[])[] = [
  ({ addedNodes }) => [...addedNodes],
  ({ previousSibling, nextSibling }) => [previousSibling, nextSibling],
  ({ target, previousSibling }) => [
    previousSibling === null ? target.firstChild : previousSibling.nextSibling,
  ],
];

class TranslatedTexts {
  readonly #translations = new WeakMap<Node, Translation>();
  readonly #texts = new WeakMap<Node, Text>();

  /** @param records all that happened since it was asked last, in order */
  follow(records: readonly MutationRecord[]): void {
    const removed = new Map<Node, MutationRecord>();
    /** Removed, and written into after that. */
    const late = new Set<Node>();
    for (const record of records) {
      if (record.type === 'characterData') {
        if (record.target instanceof Text) this.#changed(record.target);
        if (removed.has(record.target)) late.add(record.target);
      }
      for (const node of record.removedNodes) {
        removed.set(node, record);
        late.delete(node);
      }
    }
    // First of all: one that came in place of another one is the same text's.
    for (const node of removed.keys()) this.#taken(node);
    const gone: [Text, MutationRecord][] = [];
    for (const [node, record] of removed) {
      if (!(node instanceof Text)) continue;
      if (this.#translations.has(node)) this.#moved(node);
      else if (!node.isConnected) gone.push([node, record]);
    }
    // The page itself may have removed some of them just now: what is surely of one text is given to no other.
    for (const places of PLACES)
      for (const [text, record] of gone)
        if (!text.isConnected)
          this.#translate(text, this.#translationIn(record.target, places(record)), late.has(text));
    // What comes right behind a text is put between it and its translation.
    for (const { addedNodes } of records)
      for (const { previousSibling } of addedNodes)
        if (previousSibling instanceof Text) this.#rejoin(previousSibling);
  }

  #changed(text: Text): void {
    const font = this.#forget(text);
    if (font === undefined) return;
    font.remove();
    // Where it is, but as one that is new: those a translator looks at.
    text.parentNode?.insertBefore(text, text.nextSibling);
  }

  /** A translation was taken out by somebody else, who may want to see the words themselves. */
  #taken(font: Node): void {
    const text = this.#texts.get(font);
    if (text === undefined || font.isConnected) return;
    const words = this.#translations.get(text)?.words ?? '';
    this.#forget(text);
    text.data ||= words;
  }

  /** One that has a translation. */
  #moved(text: Text): void {
    if (text.isConnected) this.#rejoin(text);
    else this.#forget(text)?.remove();
  }

  #translate(text: Text, font: HTMLElement | undefined, late: boolean): void {
    if (font === undefined) return;
    if (late) {
      font.replaceWith(text);
      return;
    }
    font.before(text);
    this.#translations.set(text, { font, words: text.data });
    this.#texts.set(font, text);
    text.data = '';
  }

  /** The first of them that is a translation of no other text. */
  #translationIn(target: Node, nodes: readonly (Node | null)[]): HTMLElement | undefined {
    return nodes.find(
      (node): node is HTMLElement =>
        node instanceof HTMLElement &&
        node.localName === 'font' &&
        node.parentNode === target &&
        !this.#texts.has(node),
    );
  }

  #rejoin(text: Text): void {
    const font = this.#translations.get(text)?.font;
    if (font !== undefined && text.nextSibling !== font) text.after(font);
  }

  /** Answers with the translation it had. */
  #forget(text: Text): HTMLElement | undefined {
    const font = this.#translations.get(text)?.font;
    if (font === undefined) return undefined;
    this.#translations.delete(text);
    this.#texts.delete(font);
    return font;
  }
}
