/**
 * What the guest page shows where it stays empty: the ways round it, in each language, in a template of its HTML. So
 * they need no other file, and no script but the gate (renderer/basic/gate.ts).
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { runnerImport } from 'vite';

const locales = fileURLToPath(new URL('../../locales/', import.meta.url));

/** @returns {Promise<string>} what the template holds, as HTML; English comes first */
export async function fallbackSections() {
  /** @type {{ module: { LANGUAGES: readonly string[], directionOf: (language: string) => string } }} */
  const { module } = await runnerImport(`${locales}language.ts`, { configFile: false, logLevel: 'warn' });
  const sections = module.LANGUAGES.map((language) => sectionOf(language, module.directionOf(language)));
  return (await Promise.all(sections)).join('');
}

/**
 * @param {string} language
 * @param {string} direction
 */
async function sectionOf(language, direction) {
  /** @type {{ fallback: Record<'text' | 'reload' | 'basic' | 'plain', string> }} */
  const { fallback } = JSON.parse(await readFile(`${locales}${language}/basic.json`, 'utf8'));
  const { text, reload, basic, plain } = fallback;
  const ways = [
    ['', reload],
    ['basic', basic],
    ['plain', plain],
  ];
  const links = ways.map(([href = '', word = '']) => `<p><a href="${href}">${escaped(word)}</a></p>`);
  return `<div class="fallback" role="alert" lang="${language}" dir="${direction}"><p>${escaped(text)}</p>${links.join('')}</div>`;
}

/** @param {string} text */
function escaped(text) {
  return text.replace(/[&<>"]/g, (sign) => `&#${sign.charCodeAt(0)};`);
}
