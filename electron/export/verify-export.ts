/** Reads an exported HTML file line by line and reports whether its hash chain is intact, or where it breaks. */
import { createReadStream } from 'node:fs';
import { Chain } from './chain.ts';
import { HTML_MARK } from './html-format.ts';

export type VerifyResult =
  | { readonly kind: 'whole'; readonly messages: number; readonly link: string }
  /** Not one of our exports, or its beginning was changed so that it is no longer recognized. */
  | { readonly kind: 'no-export' }
  | { readonly kind: 'head' }
  /** The first message that does not match the chain. */
  | { readonly kind: 'message'; readonly number: number }
  /** All messages match, but what follows them does not. */
  | { readonly kind: 'tail'; readonly messages: number }
  /** The file is truncated. */
  | { readonly kind: 'cut'; readonly messages: number };

const END = '</main>';
const LINE_FEED = 0x0a;
/** A message with ten of the largest pictures. A longer line is not one of ours. */
const LINE_BYTES_MAX = 160_000_000;

/** Rejects with Node's own error if the file cannot be read. */
export async function verifyExport(file: string): Promise<VerifyResult> {
  const chain = new Chain();
  let lines = 0;
  let ended = false;
  for await (const { line, whole } of linesOf(file)) {
    const matches = whole && chain.follows(line);
    const messages = lines - 1;
    if (lines === 0) {
      if (!beginning(line).includes(`data-format="${HTML_MARK}"`)) return { kind: 'no-export' };
      if (!matches) return { kind: 'head' };
    } else if (ended) return { kind: 'tail', messages: messages - 1 };
    else if (beginning(line).startsWith(END)) {
      if (!matches) return { kind: 'tail', messages };
      ended = true;
    } else if (!matches || !beginning(line).startsWith(`<article id="m${lines}"`)) {
      return { kind: 'message', number: lines };
    }
    lines += 1;
  }
  if (lines === 0) return { kind: 'no-export' };
  return ended
    ? { kind: 'whole', messages: lines - 2, link: chain.link }
    : { kind: 'cut', messages: lines - 1 };
}

function beginning(line: Buffer): string {
  return line.toString('latin1', 0, 200);
}

/** Splits the file at line feeds only. `whole` is false for a last line without one. */
async function* linesOf(file: string): AsyncGenerator<{ readonly line: Buffer; readonly whole: boolean }> {
  let parts: Buffer[] = [];
  let bytes = 0;
  const chunks: AsyncIterable<unknown> = createReadStream(file);
  for await (const chunk of chunks) {
    if (!Buffer.isBuffer(chunk)) continue;
    let from = 0;
    for (let at = chunk.indexOf(LINE_FEED); at !== -1; at = chunk.indexOf(LINE_FEED, from)) {
      yield { line: Buffer.concat([...parts, chunk.subarray(from, at)]), whole: true };
      parts = [];
      bytes = 0;
      from = at + 1;
    }
    parts.push(chunk.subarray(from));
    bytes += chunk.length - from;
    if (bytes > LINE_BYTES_MAX) break;
  }
  if (bytes > 0) yield { line: Buffer.concat(parts.slice(0, 16)), whole: false };
}
