/**
 * Adds to the guest page what browsers need that it is too new for: the script and the style of the page for old
 * browsers, and the gate that takes them there. The bundler joins the files and would write them for the browsers of
 * today; TypeScript can still write ECMAScript 5.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { build } from 'vite';
import { fallbackSections } from './fallback.mjs';

const folder = fileURLToPath(new URL('../../renderer/basic/', import.meta.url));

/** @returns {import('vite').Plugin} */
export function basicPage() {
  return {
    name: 'basic-page',
    transformIndexHtml: {
      order: 'post',
      handler: async () => [
        // Before all else, so that it hears of every failure.
        { tag: 'script', attrs: { src: './gate.js' }, injectTo: 'head-prepend' },
        { tag: 'template', attrs: { id: 'fallback' }, children: await fallbackSections(), injectTo: 'body' },
      ],
    },
    async generateBundle() {
      const emit = (/** @type {string} */ fileName, /** @type {string} */ source) =>
        this.emitFile({ type: 'asset', fileName, source });
      emit('basic.js', await scriptOf('main.ts', 'basic'));
      emit('gate.js', await scriptOf('gate.ts', 'gate'));
      emit('basic.svg', await readFile(`${folder}../ui/page/lamp.svg`, 'utf8'));
      emit('basic.css', await readFile(`${folder}basic.css`, 'utf8'));
    },
  };
}

/**
 * @param {string} file
 * @param {string} name
 */
async function scriptOf(file, name) {
  const built = await build({
    root: folder,
    configFile: false,
    logLevel: 'warn',
    build: {
      write: false,
      target: 'esnext',
      minify: false,
      lib: { entry: `${folder}${file}`, name, formats: ['iife'] },
    },
  });
  const [result] = [built].flat();
  const chunk = result !== undefined && 'output' in result ? result.output[0] : undefined;
  if (chunk?.type !== 'chunk') throw new Error(`${file} was not built`);
  return toEs5(chunk.code);
}

/** @param {string} code */
function toEs5(code) {
  return ts.transpileModule(code, {
    compilerOptions: {
      target: ts.ScriptTarget.ES5,
      module: ts.ModuleKind.None,
      ignoreDeprecations: '6.0',
      removeComments: true,
    },
  }).outputText;
}
