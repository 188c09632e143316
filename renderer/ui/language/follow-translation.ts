/**
 * Keeps React working on a page that the browser translates. A translator replaces a text node with a `font`
 * element, so later updates of the text would not be visible. This puts the text node back, empty, in front of
 * its translation, where React can update, move and remove it; the translation is removed along with it.
 */

interface Translation {
  readonly font: HTMLElement;
  /** The original text. */
  readonly original: string;
}

/** Runs for the lifetime of the page. */
export function followTranslation(): void {
  const translated = new TranslatedTexts();
  const observer = new MutationObserver((records) => {
    translated.follow(records);
    // Ignore our own changes.
    observer.takeRecords();
  });
  observer.observe(document.body, { childList: true, characterData: true, subtree: true });
}

/** Where the translation of a removed text may be, most certain first. */
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

  /** @param records all changes since the last call, in order */
  follow(records: readonly MutationRecord[]): void {
    const removed = new Map<Node, MutationRecord>();
    /** Removed, and changed afterwards. */
    const late = new Set<Node>();
    for (const record of records) {
      if (record.type === 'characterData') {
        if (record.target instanceof Text) this.#onTextChanged(record.target);
        if (removed.has(record.target)) late.add(record.target);
      }
      for (const node of record.removedNodes) {
        removed.set(node, record);
        late.delete(node);
      }
    }
    // First, because a replaced translation still belongs to the same text.
    for (const node of removed.keys()) this.#onTranslationRemoved(node);
    const gone: [Text, MutationRecord][] = [];
    for (const [node, record] of removed) {
      if (!(node instanceof Text)) continue;
      if (this.#translations.has(node)) this.#onTextMoved(node);
      else if (!node.isConnected) gone.push([node, record]);
    }
    // The page itself may have removed some of the texts, so certain matches come first.
    for (const places of PLACES)
      for (const [text, record] of gone)
        if (!text.isConnected)
          this.#translate(text, this.#translationIn(record.target, places(record)), late.has(text));
    // Elements inserted directly after a text end up between it and its translation.
    for (const { addedNodes } of records)
      for (const { previousSibling } of addedNodes)
        if (previousSibling instanceof Text) this.#rejoin(previousSibling);
  }

  #onTextChanged(text: Text): void {
    const font = this.#forget(text);
    if (font === undefined) return;
    font.remove();
    // Re-inserted as a new node, because translators look at new nodes only.
    text.parentNode?.insertBefore(text, text.nextSibling);
  }

  /** The translator removed a translation, perhaps to show the original. */
  #onTranslationRemoved(font: Node): void {
    const text = this.#texts.get(font);
    if (text === undefined || font.isConnected) return;
    const original = this.#translations.get(text)?.original ?? '';
    this.#forget(text);
    text.data ||= original;
  }

  /** Handles a text that has a translation. */
  #onTextMoved(text: Text): void {
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
    this.#translations.set(text, { font, original: text.data });
    this.#texts.set(font, text);
    text.data = '';
  }

  /** The first node that is a translation and belongs to no other text. */
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

  /** Returns the translation the text had. */
  #forget(text: Text): HTMLElement | undefined {
    const font = this.#translations.get(text)?.font;
    if (font === undefined) return undefined;
    this.#translations.delete(text);
    this.#texts.delete(font);
    return font;
  }
}
