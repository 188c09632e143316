import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gunzipSync } from 'node:zlib';
import { expect, onTestFinished, test } from 'vitest';
import { readPages } from '../../../../electron/http/pages/pages.ts';

function folderOf(files: Record<string, string>): string {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-pages-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(join(folder, path, '..'), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

test('every built file has its path and type, and the page itself is /', () => {
  const pages = readPages(
    folderOf({
      'index.html': 'x',
      'assets/a.js': 'x',
      'assets/deep/b.css': 'x',
      'lamp.svg': 'x',
      'icon.png': 'x',
      LICENSE: 'x',
    }),
  );
  expect(Object.fromEntries([...pages].map(([path, { type }]) => [path, type]))).toEqual({
    '/': 'text/html; charset=utf-8',
    '/assets/a.js': 'text/javascript; charset=utf-8',
    '/assets/deep/b.css': 'text/css; charset=utf-8',
    '/lamp.svg': 'image/svg+xml',
    '/icon.png': 'image/png',
    '/LICENSE': 'application/octet-stream',
  });
});

test('only files whose names change with their content may be cached forever', () => {
  const pages = readPages(folderOf({ 'index.html': 'x', 'assets/a-1.js': 'x', 'lamp.svg': 'x' }));
  expect([...pages].filter(([, { immutable }]) => immutable).map(([path]) => path)).toEqual([
    '/assets/a-1.js',
  ]);
});

test('a file is compressed if that makes it smaller', () => {
  const long = 'lamp '.repeat(1_000);
  const pages = readPages(folderOf({ 'index.html': long, 'short.js': 'x' }));
  const { gzipped } = pages.get('/')!;
  expect(gunzipSync(gzipped()!).toString()).toBe(long);
  expect(gzipped()).toBe(gzipped());
  expect(pages.get('/short.js')!.gzipped()).toBeUndefined();
});

test('equal files have equal tags, and different content has different tags', () => {
  const pages = readPages(folderOf({ 'index.html': 'x', 'a.js': 'x', 'b.js': 'y' }));
  expect(pages.get('/a.js')!.etag).toBe(pages.get('/')!.etag);
  expect(pages.get('/b.js')!.etag).not.toBe(pages.get('/')!.etag);
  expect(pages.get('/')!.etag).toMatch(/^"[\w-]{16}"$/);
});

test('a folder without a page is not an installation', () => {
  expect(() => readPages(folderOf({ 'a.js': 'x' }))).toThrow('index.html');
  expect(() => readPages('/nowhere')).toThrow('ENOENT');
});
