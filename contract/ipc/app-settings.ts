/** What the host sets for the app itself, and the limits as the window shows them. Nothing of it is told to guests. */

export const THEMES = ['system', 'light', 'dark'] as const;
export type Theme = (typeof THEMES)[number];

export interface AppSettings {
  readonly theme: Theme;
  /** Stronger lines and letters. */
  readonly contrast: boolean;
  /** A tone for what guests write while the window is not in front. */
  readonly sounds: boolean;
  readonly notifyGuests: boolean;
  readonly notifyMentions: boolean;
  /** What is said is not being saved. */
  readonly notifyDisk: boolean;
  /** Somebody is guessing the PIN. */
  readonly notifyGuessing: boolean;
  /** In the tray, without a window. */
  readonly startAtLogin: boolean;
  /** Closing the window leaves the light on, where there is a tray. */
  readonly closeToTray: boolean;
  /** While guests are connected. */
  readonly keepAwake: boolean;
}

export const APP_SETTINGS_DEFAULT: AppSettings = {
  theme: 'system',
  contrast: false,
  sounds: false,
  notifyGuests: true,
  notifyMentions: true,
  notifyDisk: true,
  notifyGuessing: true,
  startAtLogin: false,
  closeToTray: true,
  keepAwake: true,
};

/** Those that are on or off. */
export type Switch = Exclude<keyof AppSettings, 'theme'>;
export const SWITCHES = [
  ...(['contrast', 'sounds', 'notifyGuests', 'notifyMentions', 'notifyDisk', 'notifyGuessing'] as const),
  ...(['startAtLogin', 'closeToTray', 'keepAwake'] as const),
] satisfies readonly Switch[];

export const LIMIT_NAMES = [
  ...(['sockets', 'sockets-per-address', 'pending', 'pending-per-address'] as const),
  ...(['message-bytes', 'message-seconds', 'backlog-bytes', 'backlog-bytes-in-all'] as const),
  ...(['stall-seconds', 'dead-after-seconds', 'history-megabytes', 'file-bytes', 'files-megabytes'] as const),
] as const;
export type LimitName = (typeof LIMIT_NAMES)[number];
/** Those that the window shows; how much is kept it shows beside how long. */
export type ShownLimit = Exclude<LimitName, 'history-megabytes'>;

/** One limit of the host, as it is and as far as it may be moved. Whole numbers. */
export interface LimitNow {
  readonly name: ShownLimit;
  readonly value: number;
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  readonly unit: 'connections' | 'bytes' | 'megabytes' | 'seconds';
}

/**
 * Reads what somebody wants otherwise; fields that are none are left out, and so is what nobody named.
 *
 * @param raw out of a file, or from the window
 */
export function parseAppSettings(raw: unknown): Partial<AppSettings> {
  const given: { readonly [field in keyof AppSettings]?: unknown } =
    typeof raw === 'object' && raw !== null ? { ...raw } : {};
  const theme = THEMES.find((each) => each === given.theme);
  const switches: Partial<Record<Switch, boolean>> = {};
  for (const name of SWITCHES) {
    const value = given[name];
    if (typeof value === 'boolean') switches[name] = value;
  }
  return { ...switches, ...(theme !== undefined && { theme }) };
}
