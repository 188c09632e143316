/** The tray icon: shows the state of the host, and has a menu with the most common actions. */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Menu, nativeImage, Tray, type NativeImage } from 'electron';
import { hostingIn, type HostState } from '../../../contract/ipc/host-state.ts';
import type { Translate } from '../../../locales/translate.ts';

export interface TrayActions {
  readonly open: () => void;
  readonly start: () => void;
  readonly stop: () => void;
  readonly copyLink: () => void;
  readonly quit: () => void;
}

/** Selects the picture. */
export type TrayState = 'on' | 'off' | 'trouble' | 'news';

export interface TrayView {
  readonly state: HostState;
  readonly guests: number;
  readonly t: Translate;
}

export class AppTray {
  readonly #folder: string;
  readonly #tray: Tray;
  readonly #actions: TrayActions;

  /** @param folder with the pictures */
  constructor(folder: string, actions: TrayActions) {
    this.#folder = folder;
    this.#actions = actions;
    this.#tray = new Tray(trayImage(folder, 'off'));
    this.#tray.on('click', actions.open);
  }

  show({ state, guests, t }: TrayView): void {
    const words = statusText(state, guests, t);
    this.#tray.setImage(trayImage(this.#folder, trayStateOf(state)));
    this.#tray.setToolTip(`${t('shared:product')}: ${words}`);
    const { open, start, stop, copyLink, quit } = this.#actions;
    const isHosting = hostingIn(state) !== undefined;
    this.#tray.setContextMenu(
      Menu.buildFromTemplate([
        { label: words, enabled: false },
        { type: 'separator' },
        { label: t('host:tray.open'), click: open },
        isHosting
          ? { label: t('host:tray.stop'), click: stop }
          : { label: t('host:tray.start'), click: start, enabled: state.kind === 'stopped' },
        { label: t('host:tray.copy'), click: copyLink, enabled: isHosting },
        { type: 'separator' },
        { label: t('host:tray.quit'), click: quit },
      ]),
    );
  }
}

/** Loads a picture in both resolutions; on macOS as a template, which the system colors. */
export function trayImage(folder: string, state: TrayState): NativeImage {
  const size = process.platform === 'linux' ? 22 : 16;
  const kind = process.platform === 'darwin' && state !== 'news' ? `${state}-mask` : state;
  const image = nativeImage.createEmpty();
  for (const scaleFactor of [1, 2]) {
    const buffer = readFileSync(join(folder, `${kind}-${size * scaleFactor}.png`));
    const side = size * scaleFactor;
    image.addRepresentation({ scaleFactor, width: side, height: side, buffer });
  }
  image.setTemplateImage(kind.endsWith('mask'));
  return image;
}

function trayStateOf(state: HostState): TrayState {
  if (state.kind === 'running') return 'on';
  const trouble = state.kind === 'degraded' || (state.kind === 'stopped' && state.trouble !== undefined);
  return trouble ? 'trouble' : 'off';
}

function statusText(state: HostState, guests: number, t: Translate): string {
  switch (state.kind) {
    case 'running':
      return t('host:tray.on', { count: guests });
    case 'degraded':
      return t('host:tray.degraded');
    case 'starting':
      return t('host:tray.starting');
    case 'stopping':
      return t('host:tray.stopping');
    case 'stopped':
      return t(state.trouble === undefined ? 'host:tray.off' : 'host:tray.trouble');
    default:
      return state satisfies never;
  }
}
