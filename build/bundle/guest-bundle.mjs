/** The guest page, built but not written: of what it is made, and what a browser fetches of it before somebody joins. */
import { gzipSync } from 'node:zlib';
import { fileURLToPath } from 'node:url';
import { build } from 'vite';
import { parts } from '../build.mjs';

/** The room comes while somebody still writes their name. */
const AT_THE_DOOR = /^(index|room-page)$/;
/** One of them is fetched. */
const LOCALES = /^locale-/;
/** Every answer has some, which are not zipped: mostly what the page may do (see electron/http/pages/headers.ts). */
export const HEADER_BYTES = 850;

/** @typedef {import('vite').Rolldown.OutputChunk} Chunk */
/** @typedef {import('vite').Rolldown.RolldownOutput['output']} Output */

/** As it is released, whatever else runs here. */
export async function buildGuestPage() {
  const part = parts.chat;
  const options = { configFile: /** @type {const} */ (false), logLevel: /** @type {const} */ ('warn') };
  const root = fileURLToPath(new URL('../..', import.meta.url));
  const built = await build({ root, ...options, ...part, build: { ...part.build, write: false } });
  return /** @type {import('vite').Rolldown.RolldownOutput} */ (built).output;
}

/**
 * What is fetched until nothing more is on its way, where the longest language is spoken.
 * @param {Output} output
 * @returns {readonly { readonly file: string, readonly bytes: number }[]} zipped, with headers
 */
export function firstLoad(output) {
  const files = new Map(output.map((file) => [file.fileName, file]));
  /** @type {Set<string>} */
  const wanted = new Set(['index.html', 'gate.js']);
  for (const file of output) if (file.type === 'chunk' && AT_THE_DOOR.test(file.name)) addChunk(file);
  const sizes = [...files.values()].map((file) => ({ file: file.fileName, bytes: sizeOf(file) }));
  const [longest] = sizes
    .filter(({ file }) => LOCALES.test(file.replace('assets/', '')))
    .sort((one, other) => other.bytes - one.bytes);
  return [...sizes.filter(({ file }) => wanted.has(file)), ...(longest === undefined ? [] : [longest])];

  /** @param {Chunk} chunk */
  function addChunk(chunk) {
    wanted.add(chunk.fileName);
    const { importedCss, importedAssets } = chunk.viteMetadata ?? {};
    for (const file of [...(importedCss ?? []), ...(importedAssets ?? [])]) wanted.add(file);
    for (const name of chunk.imports) {
      const imported = files.get(name);
      if (imported?.type === 'chunk' && !wanted.has(name)) addChunk(imported);
    }
  }
}

/** @param {Output[number]} file */
function sizeOf(file) {
  return gzipSync(file.type === 'chunk' ? file.code : file.source, { level: 9 }).length + HEADER_BYTES;
}
