/**
 * Starts an app folder the way Electron's own default app does: `electron [flags] <folder> [arguments]`. It goes
 * into the development runtime as `default_app.asar`, because the copy from the registry comes without one.
 */
import { readFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { pathToFileURL } from 'node:url';
import { app as electronApp } from 'electron';

/** Two methods that Electron's own default app uses and its documentation leaves out. */
const app =
  /** @type {typeof electronApp & { setVersion(version: string): void, setAppPath(folder: string): void }} */ (
    electronApp
  );

const folder = resolve(process.argv.slice(1).find((argument) => !argument.startsWith('-')) ?? '.');
const description = JSON.parse(await readFile(join(folder, 'package.json'), 'utf8'));

Object.defineProperty(process, 'defaultApp', { value: true, enumerable: true });
app.setName(description.productName ?? description.name);
if (description.version) app.setVersion(description.version);
app.setAppPath(folder);

// Awaited at the top level: Electron holds back 'ready' until this module is done, so the app can prepare for it.
await import(pathToFileURL(join(folder, description.main ?? 'index.js')).href);
