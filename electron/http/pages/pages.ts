/**
 * The built guest page, read into memory once. Paths are looked up in a Map, so a client's path never reaches the file
 * system.
 */
import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';

export interface BuiltFile {
  readonly type: string;
  readonly bytes: Buffer;
  /** Smaller than `bytes`, or `undefined`. Compressed on first use: compressing everything would delay every start. */
  readonly gzipped: () => Buffer | undefined;
  readonly etag: string;
  /** The name changes with the content. */
  readonly immutable: boolean;
}

/** Path → file; `/` is the page itself. */
export type Pages = ReadonlyMap<string, BuiltFile>;

const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
};

/** Reads the build's output in `folder`. Throws if there is no `index.html`. */
export function readPages(folder: string): Pages {
  const pages = new Map<string, BuiltFile>();
  for (const path of walk(folder, '')) {
    pages.set(path === '/index.html' ? '/' : path, readBuiltFile(join(folder, path), path));
  }
  if (!pages.has('/')) throw new Error(`There is no index.html in ${folder}`);
  return pages;
}

/** Lists every file below a folder, as paths from `/`. Node's recursive option does not see into an asar archive. */
function walk(folder: string, path: string): string[] {
  return readdirSync(join(folder, path), { withFileTypes: true }).flatMap((each) =>
    each.isDirectory() ? walk(folder, `${path}/${each.name}`) : [`${path}/${each.name}`],
  );
}

function readBuiltFile(full: string, path: string): BuiltFile {
  const bytes = readFileSync(full);
  return {
    type: TYPES[extname(path)] ?? 'application/octet-stream',
    bytes,
    gzipped: once(() => {
      const zipped = gzipSync(bytes, { level: 9 });
      return zipped.length < bytes.length ? zipped : undefined;
    }),
    etag: `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 16)}"`,
    immutable: path.startsWith('/assets/'),
  };
}

function once<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}
