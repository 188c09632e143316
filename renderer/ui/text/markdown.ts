/**
 * Parses the supported subset of Markdown (bold, italic, code, quotes, lists and links) into a tree. Everything
 * else stays literal text, so nothing is lost and no HTML is produced.
 */
import { Lexer, Tokenizer, type Token, type Tokens } from 'marked';
import { TEXT_CODE_POINTS_MAX } from '../../../contract/text/writing.ts';
import { splitLinks, webAddress } from './links.ts';
import { written, type Block, type Inline, type Item } from './rich-tree.ts';

/** Deeper nesting stays text. */
export const NESTING_MAX = 6;
/** Each unclosed asterisk costs a scan of the rest of the text. */
const UNCLOSED_MAX = 64;

export function parseMarkdown(text: string): readonly Block[] {
  // The host rejects such texts. If one arrives anyway, it is shown unformatted.
  if (text.length > 2 * TEXT_CODE_POINTS_MAX) return [{ is: 'lines', parts: [{ is: 'text', text }] }];
  const links = new HiddenLinks(text);
  return toBlocks(new Lexer({ gfm: false, tokenizer: new Subset() }).lex(links.hidden), links);
}

/** The text without Markdown syntax. */
export function flatten(text: string): string {
  return flattenBlocks(parseMarkdown(text));
}

function flattenBlocks(blocks: readonly Block[]): string {
  return blocks.map(flattenBlock).join('\n');
}

function flattenBlock(block: Block): string {
  switch (block.is) {
    case 'lines':
      return written(block.parts);
    case 'code':
      return block.text;
    case 'quote':
      return flattenBlocks(block.blocks);
    case 'list':
      return block.items
        .map(({ number, blocks }) => `${number === undefined ? '•' : `${number}.`} ${flattenBlocks(blocks)}`)
        .join('\n');
    default:
      return block satisfies never;
  }
}

/** Restricts the tokenizer of marked to the supported subset. */
class Subset extends Tokenizer {
  #depth = 0;
  #unclosed = 0;

  /** Requires a blank after `>`, so that `>:(` stays a face. */
  override blockquote(src: string) {
    return this.#nest(/^ {0,3}>[> \t]*[ \t][^\s>]/.test(src), () => super.blockquote(src));
  }
  /** Not with `+`, which people use in sums. */
  override list(src: string) {
    return this.#nest(/^ {0,3}(?:[*-]|\d{1,9}[.)])[ \t]+\S/.test(src), () => super.list(src));
  }
  override fences(src: string) {
    return /^ {0,3}`{3,}[^\n`]*\n\s*[^\s`]/.test(src) ? super.fences(src) : undefined;
  }
  override emStrong(src: string, maskedSrc: string, before?: string) {
    const begins = /^[*_]/.test(src) && this.#unclosed < UNCLOSED_MAX;
    const token = this.#nest(begins, () => super.emStrong(src, maskedSrc, before));
    if (begins && token === undefined) this.#unclosed += 1;
    return token;
  }
  override link(src: string) {
    return this.#nest(true, () => super.link(src));
  }
  override code = nothing;
  override def = nothing;
  override heading = nothing;
  override hr = nothing;
  override html = nothing;
  override lheading = nothing;
  override table = nothing;
  override autolink = nothing;
  override br = nothing;
  override del = nothing;
  override reflink = nothing;
  override tag = nothing;
  override url = nothing;

  #nest<T>(begins: boolean, lex: () => T): T | undefined {
    if (!begins || this.#depth === NESTING_MAX) return undefined;
    this.#depth += 1;
    const token = lex();
    this.#depth -= 1;
    return token;
  }
}

function nothing(): undefined {
  return undefined;
}

/** Hides web addresses from the lexer, so that asterisks in them are not Markdown. */
class HiddenLinks {
  readonly hidden: string;
  readonly #written: readonly string[];
  readonly #marker: RegExp;

  constructor(text: string) {
    const parts = splitLinks(text);
    const links = parts.filter(({ href }) => href !== undefined);
    this.#written = links.map((link) => link.text);
    const mark = unusedCharacter(text);
    this.#marker = new RegExp(`${mark}(\\d+)${mark}`);
    this.hidden = parts
      .map((part) => (part.href === undefined ? part.text : `${mark}${links.indexOf(part)}${mark}`))
      .join('');
  }

  /** The original text. */
  reveal(hidden: string): string {
    return this.#split(hidden).join('');
  }

  /** The original text with web addresses as links. */
  linked(hidden: string): readonly Inline[] {
    return this.#split(hidden).flatMap((text, index): readonly Inline[] => {
      const href = index % 2 === 1 ? webAddress(text) : undefined;
      if (href !== undefined) return [{ is: 'link', href, parts: [{ is: 'text', text }] }];
      return text === '' ? [] : [{ is: 'text', text }];
    });
  }

  /** Hidden addresses are at odd indexes. */
  #split(hidden: string): readonly string[] {
    return hidden
      .split(this.#marker)
      .map((part, index) => (index % 2 === 1 ? (this.#written[Number(part)] ?? '') : part));
  }
}

/** A character that the text does not contain; there are more private-use characters than a text is long. */
function unusedCharacter(text: string): string {
  let point = 0xe000;
  while (text.includes(String.fromCharCode(point))) point += 1;
  return String.fromCharCode(point);
}

function toBlocks(tokens: readonly Token[], links: HiddenLinks): readonly Block[] {
  const blocks: Block[] = [];
  let lines: Inline[] = [];
  const endLines = () => {
    const parts = trimLines(lines);
    if (parts.length > 0) blocks.push({ is: 'lines', parts });
    lines = [];
  };
  for (const token of tokens) {
    const block = toBlock(token, links);
    if (block === undefined) lines.push(...toLines(token, links));
    else {
      endLines();
      blocks.push(block);
    }
  }
  endLines();
  return blocks;
}

function toBlock(token: Token, links: HiddenLinks): Block | undefined {
  if (isList(token)) {
    const items = token.items.map((item) => toItem(item, token.ordered, links));
    return { is: 'list', ordered: token.ordered, items };
  }
  if (isCode(token)) return { is: 'code', text: links.reveal(token.text) };
  if (token.type === 'blockquote') return { is: 'quote', blocks: toBlocks(token.tokens ?? [], links) };
  return undefined;
}

function toItem({ raw, tokens }: Tokens.ListItem, ordered: boolean, links: HiddenLinks): Item {
  const blocks = toBlocks(tokens, links);
  return ordered ? { number: Number.parseInt(raw.trimStart(), 10), blocks } : { blocks };
}

/** Paragraphs, and the lines between blocks. */
function toLines(token: Token, links: HiddenLinks): readonly Inline[] {
  const inside = isRun(token) ? token.tokens : undefined;
  if (inside === undefined) return links.linked(token.raw);
  const end = /\n*$/.exec(token.raw)?.[0] ?? '';
  return [...toInlines(inside, links), { is: 'text', text: end }];
}

function toInlines(tokens: readonly Token[], links: HiddenLinks): readonly Inline[] {
  return tokens.flatMap((token): readonly Inline[] => {
    if (token.type === 'strong') return [{ is: 'strong', parts: toInlines(token.tokens ?? [], links) }];
    if (token.type === 'em') return [{ is: 'emphasis', parts: toInlines(token.tokens ?? [], links) }];
    if (token.type === 'codespan') return [{ is: 'code', text: links.reveal(insideTicks(token.raw)) }];
    const link = isLink(token) ? toLink(token, links) : undefined;
    // Escapes keep their backslash, which in a chat is usually meant, as in `\\server\share`.
    return link === undefined ? links.linked(token.raw) : [link];
  });
}

/** Returns `undefined` for links that do not lead to the web, or have no visible text. */
function toLink({ href, title, tokens }: Tokens.Link, links: HiddenLinks): Inline | undefined {
  const address = webAddress(links.reveal(href));
  const parts = withoutLinks(toInlines(tokens, links));
  if (address === undefined || title || !VISIBLE.test(written(parts))) return undefined;
  return { is: 'link', href: address, parts };
}

const VISIBLE = /[\p{L}\p{N}\p{P}\p{S}]/u;

function withoutLinks(parts: readonly Inline[]): readonly Inline[] {
  return parts.flatMap((part): readonly Inline[] => {
    if (part.is === 'link') return withoutLinks(part.parts);
    return 'parts' in part ? [{ ...part, parts: withoutLinks(part.parts) }] : [part];
  });
}

/** Without line breaks at the ends, because blocks are separated anyway. */
function trimLines(parts: readonly Inline[]): readonly Inline[] {
  const trimmed = mergeTexts(parts);
  trimEdge(trimmed, 0, /^(?:[ \t]*\n)+/);
  trimEdge(trimmed, trimmed.length - 1, /\s+$/);
  return trimmed.filter((part) => part.is !== 'text' || part.text !== '');
}

function trimEdge(parts: Inline[], place: number, edge: RegExp): void {
  const part = parts[place];
  if (part?.is === 'text') parts[place] = { is: 'text', text: part.text.replace(edge, '') };
}

function mergeTexts(parts: readonly Inline[]): Inline[] {
  const merged: Inline[] = [];
  for (const part of parts) {
    const last = merged[merged.length - 1];
    if (part.is === 'text' && last?.is === 'text')
      merged[merged.length - 1] = { is: 'text', text: last.text + part.text };
    else merged.push(part);
  }
  return merged;
}

/** Code between backticks with its line breaks (CommonMark §6.1). */
function insideTicks(raw: string): string {
  const ticks = /^`+/.exec(raw)?.[0].length ?? 0;
  const inside = raw.slice(ticks, -ticks);
  return /^\s[^]*\S[^]*\s$/.test(inside) ? inside.slice(1, -1) : inside;
}

function isList(token: Token): token is Tokens.List {
  return token.type === 'list';
}
function isCode(token: Token): token is Tokens.Code {
  return token.type === 'code';
}
function isRun(token: Token): token is Tokens.Paragraph | Tokens.Text {
  return token.type === 'paragraph' || token.type === 'text';
}
function isLink(token: Token): token is Tokens.Link {
  return token.type === 'link';
}
