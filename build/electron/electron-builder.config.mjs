/** What is packaged, for which systems, and with which doors closed; build/package.mjs adds which Electron. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { slim } from './slim.mjs';

/** @type {('x64' | 'arm64')[]} */
const bothProcessors = ['x64', 'arm64'];

/**
 * SQLite for one system.
 * @param {string} system as the library calls it; `${arch}` is the processor that is packaged for
 */
const sqliteFor = (system) => [`dist/prebuilds/${system}/*`];

/** @type {import('electron-builder').Configuration} */
export default {
  appId: 'app.porchlight',
  productName: 'Porchlight',
  executableName: 'porchlight',
  copyright: 'The Porchlight engineers',
  directories: { output: 'release' },
  icon: 'build/icon.png',
  asar: true,
  // What a thread runs, loads and reads are files that the system itself must be able to read.
  asarUnpack: ['dist/{host,history,prebuilds,chat,licences}/**'],
  npmRebuild: false,
  // Everything is bundled into dist/, so no package of node_modules ships. The icon is the window's on Linux, where
  // an executable has none; those of the tray are pictures on every system.
  files: [
    'dist/{main,host,preload,console,chat,history,licences}/**',
    'build/icon.png',
    'build/tray/*.png',
    'package.json',
    'LICENSE',
  ],
  // The host without a window is a program for Node, and Node cannot read an archive:
  // node resources/headless/cli/cli.mjs
  // It lies where the app's pages, history and SQLite do, outside the archive.
  extraResources: [
    { from: 'build/electron/headless.mjs', to: 'headless/cli/cli.mjs' },
    { from: 'dist/cli/cli.js', to: 'app.asar.unpacked/dist/cli/cli.mjs' },
  ],
  electronLanguages: ['en-US', 'zh-TW', 'zh-CN', 'ja', 'ko', 'es', 'fr', 'de', 'pt-BR', 'ru', 'ar'],
  electronFuses: {
    runAsNode: false,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableCookieEncryption: true,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false,
  },
  afterPack: async ({ packager, appOutDir }) => {
    // Left in place only where an unpacked Electron is copied: it would start any folder that is named to it.
    await rm(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true });
    await slim(appOutDir);
  },
  win: {
    files: sqliteFor('win32-${arch}'),
    target: [
      { target: 'nsis', arch: bothProcessors },
      { target: 'portable', arch: bothProcessors },
    ],
  },
  mac: {
    // One app for both processors: each half has the files of both, and what is in both is not to be joined to one.
    files: [...sqliteFor('darwin-x64'), ...sqliteFor('darwin-arm64')],
    x64ArchFiles: '**/prebuilds/**',
    category: 'public.app-category.social-networking',
    target: [
      { target: 'dmg', arch: 'universal' },
      { target: 'zip', arch: 'universal' },
    ],
    extendInfo: {
      NSLocalNetworkUsageDescription: 'Porchlight opens a chat for the devices on your network.',
    },
  },
  linux: {
    // Electron itself runs on glibc alone; Node, without a window, on musl too.
    files: sqliteFor('linux-${arch}'),
    category: 'Network;Chat',
    maintainer: 'The Porchlight engineers',
    target: ['AppImage', 'deb', 'rpm', 'tar.gz'].map((target) => ({ target, arch: bothProcessors })),
  },
};
