/** HTML templates: every inserted value is escaped unless it is `Markup` itself. */

export class Markup {
  readonly #html: string;

  constructor(html: string) {
    this.#html = html;
  }

  toString(): string {
    return this.#html;
  }
}

export type MarkupValue = Markup | readonly Markup[] | string | number;

/** `` markup`<p>${text}</p>` ``. Insert text only between tags or inside double-quoted attributes. */
export function markup(parts: TemplateStringsArray, ...values: readonly MarkupValue[]): Markup {
  return new Markup(parts.map((part, i) => part + htmlOf(values[i] ?? '')).join(''));
}

/** Escapes every character that a browser could read as anything but text. */
export function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"'`\0]/g,
    (character) => `&#${character === '\0' ? 0xfffd : character.charCodeAt(0)};`,
  );
}

function htmlOf(value: MarkupValue): string {
  if (value instanceof Markup) return value.toString();
  return typeof value === 'object' ? value.join('') : escapeHtml(String(value));
}
