/** What is packaged, for which systems, and with which doors closed; build/package.mjs adds which Electron. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';

/** @type {('x64' | 'arm64')[]} */
const bothProcessors = ['x64', 'arm64'];

/** @type {import('electron-builder').Configuration} */
export default {
  appId: 'app.porchlight',
  productName: 'Porchlight',
  executableName: 'porchlight',
  copyright: 'The Porchlight engineers',
  directories: { output: 'release' },
  icon: 'build/icon.png',
  asar: true,
  npmRebuild: false,
  // Everything is bundled into dist/, so no package of node_modules ships. The icon is the window's on Linux, where
  // an executable has none.
  files: ['dist/**', '!dist/{cli,echo}', 'build/icon.png', 'package.json', 'LICENSE'],
  // The host without a window is a program for Node, and Node cannot read an archive:
  // node resources/headless/cli/cli.mjs
  extraResources: [
    { from: 'dist/cli/cli.js', to: 'headless/cli/cli.mjs' },
    { from: 'dist/chat', to: 'headless/chat' },
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
  // Left in place only where an unpacked Electron is copied: it would start any folder that is named to it.
  afterPack: ({ packager, appOutDir }) =>
    rm(join(packager.getResourcesDir(appOutDir), 'default_app.asar'), { force: true }),
  win: {
    target: [
      { target: 'nsis', arch: bothProcessors },
      { target: 'portable', arch: bothProcessors },
    ],
  },
  mac: {
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
    category: 'Network;Chat',
    maintainer: 'The Porchlight engineers',
    target: ['AppImage', 'deb', 'rpm', 'tar.gz'].map((target) => ({ target, arch: bothProcessors })),
  },
};
