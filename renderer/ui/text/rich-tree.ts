/** What a text is made of, as a tree. It refuses to know how it was written and how it is shown. */

export type Inline =
  | { readonly is: 'text'; readonly text: string }
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'strong' | 'emphasis'; readonly parts: readonly Inline[] }
  /** Its parts hold no link. */
  | { readonly is: 'link'; readonly href: string; readonly parts: readonly Inline[] };

export type Block =
  /** Line breaks are where they were written. */
  | { readonly is: 'lines'; readonly parts: readonly Inline[] }
  | { readonly is: 'code'; readonly text: string }
  | { readonly is: 'quote'; readonly blocks: readonly Block[] }
  | { readonly is: 'list'; readonly ordered: boolean; readonly items: readonly Item[] };

export interface Item {
  /** As it was written, of an ordered list. */
  readonly number?: number;
  readonly blocks: readonly Block[];
}

/** What is to be read of it. */
export function written(parts: readonly Inline[]): string {
  return parts.map((part) => ('parts' in part ? written(part.parts) : part.text)).join('');
}
