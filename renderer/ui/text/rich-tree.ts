/** The tree of a formatted text. */

export type Inline =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'strong' | 'emphasis'; readonly parts: readonly Inline[] }
  /** Contains no other link. */
  | { readonly is: 'link'; readonly href: string; readonly parts: readonly Inline[] };

export type Block =
  /** Line breaks are kept. */
  | { readonly is: 'lines'; readonly parts: readonly Inline[] }
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'quote'; readonly blocks: readonly Block[] }
  | { readonly is: 'list'; readonly ordered: boolean; readonly items: readonly Item[] };

export interface Item {
  /** The original number, in an ordered list. */
  readonly number?: number;
  readonly blocks: readonly Block[];
}

/** The text content. */
export function written(parts: readonly Inline[]): string {
  return parts.map((part) => ('parts' in part ? written(part.parts) : part.text)).join('');
}
