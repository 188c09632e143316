/**
 * Draws build/icon.png from build/icon.svg with the Chromium that the tests use: `node build/icon.mjs`. Run it after
 * a change to the drawing and commit both; electron-builder makes each system's own formats from the PNG.
 */
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { prepareForTests } from './machine.mjs';

const SIZE_PX = 1024;

/** @param {string} name */
const beside = (name) => fileURLToPath(new URL(name, import.meta.url));

const { chromium: executablePath } = await prepareForTests((line) => console.log(line));
const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
try {
  const page = await browser.newPage({ viewport: { width: SIZE_PX, height: SIZE_PX } });
  const drawing = await readFile(beside('icon.svg'), 'utf8');
  await page.setContent(`<style>body { margin: 0 } svg { display: block }</style>${drawing}`);
  await page.screenshot({ path: beside('icon.png'), omitBackground: true });
} finally {
  await browser.close();
}
