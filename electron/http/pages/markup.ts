/** HTML that is made of text: whatever is put into a template is escaped, unless it is such markup itself. */

export class Markup {
  readonly #html: string;

  constructor(html: string) {
    this.#html = html;
  }

  toString(): string {
    return this.#html;
  }
}

export type Put = Markup | readonly Markup[] | string | number;

/** `` markup`<p>${text}</p>` ``. Put texts between tags, or between the double quotes of an attribute, and nowhere else. */
export function markup(parts: TemplateStringsArray, ...puts: readonly Put[]): Markup {
  return new Markup(parts.map((part, i) => part + htmlOf(puts[i] ?? '')).join(''));
}

/** Nothing that a browser could read as anything but text. */
export function escapeHtml(text: string): string {
  return text.replace(
    /[&<>"'`\0]/g,
    (character) => `&#${character === '\0' ? 0xfffd : character.charCodeAt(0)};`,
  );
}

function htmlOf(put: Put): string {
  if (put instanceof Markup) return put.toString();
  return typeof put === 'object' ? put.join('') : escapeHtml(String(put));
}
