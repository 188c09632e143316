/**
 * Draws the pictures that systems want as PNG, with the Chromium that the tests use: `node build/icon.mjs`. The icon
 * comes out of build/icon.svg, those of the tray out of build/tray/. Run it after a change to a drawing and commit
 * both; electron-builder makes each system's own formats of the icon.
 */
import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { chromium } from 'playwright-core';
import { prepareForTests } from './machine/machine.mjs';

const ICON_PX = 1024;
/** Windows and macOS want 16, Linux 22; each also twice as large. */
const TRAY_PX = [16, 22, 32, 44];
/** macOS colours it itself, by what is opaque. */
const MASK = 'svg * { fill-opacity: 1 } [fill]:not([fill="none"]) { fill: #000 } [stroke] { stroke: #000 }';

/** @param {string} name */
const beside = (name) => fileURLToPath(new URL(name, import.meta.url));

const { chromium: executablePath } = await prepareForTests((line) => console.log(line));
const browser = await chromium.launch({ executablePath, chromiumSandbox: process.getuid?.() !== 0 });
try {
  const page = await browser.newPage();
  /** @param {string} drawing @param {string} picture @param {number} px @param {string} [style] */
  const draw = async (drawing, picture, px, style = '') => {
    await page.setViewportSize({ width: px, height: px });
    const svg = await readFile(beside(drawing), 'utf8');
    await page.setContent(
      `<style>body { margin: 0 } svg { display: block; width: ${px}px } ${style}</style>${svg}`,
    );
    await page.screenshot({ path: beside(picture), omitBackground: true });
  };
  await draw('icon.svg', 'icon.png', ICON_PX);
  const drawings = readdirSync(beside('tray')).filter((name) => name.endsWith('.svg'));
  for (const name of drawings.map((file) => file.replace('.svg', ''))) {
    for (const px of TRAY_PX) await draw(`tray/${name}.svg`, `tray/${name}-${px}.png`, px);
    for (const px of [16, 32]) await draw(`tray/${name}.svg`, `tray/${name}-mask-${px}.png`, px, MASK);
  }
} finally {
  await browser.close();
}
