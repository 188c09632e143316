/**
 * How often the window may ask, so that a page that asks without end holds up nobody. It refuses to know what is asked,
 * and reads no clock.
 */
import type { CommandName } from '../../../contract/ipc/ipc.ts';
import { TokenBucket } from '../../limits/token-bucket.ts';

/**
 * `look` answers with what there is, `ask` opens a dialog of the system, and `act` does something. A link is asked about too,
 * at a pace of its own.
 */
type Kind = 'look' | 'act' | 'ask';

const KINDS: Readonly<Record<CommandName, Kind>> = {
  overview: 'look',
  tookEntries: 'look',
  start: 'act',
  stop: 'act',
  samples: 'look',
  readLog: 'look',
  inspect: 'look',
  readPicture: 'look',
  storedFiles: 'look',
  deleteFiles: 'act',
  networkUsage: 'look',
  freeNetwork: 'act',
  say: 'act',
  openRoom: 'act',
  renameRoom: 'act',
  closeRoom: 'act',
  deleteMessage: 'act',
  setRole: 'act',
  order: 'act',
  setRules: 'act',
  announce: 'act',
  changePin: 'act',
  previewBan: 'look',
  bans: 'look',
  deeds: 'look',
  writeDeeds: 'look',
  keep: 'act',
  trustClock: 'act',
  changeSettings: 'act',
  limits: 'look',
  changeLimits: 'act',
  allow: 'act',
  disallow: 'act',
  about: 'look',
  setLanguage: 'act',
  copyLink: 'act',
  saveDeeds: 'ask',
  exportLog: 'ask',
  saveFile: 'ask',
  saveReport: 'ask',
  quit: 'act',
  openLink: 'act',
  fullScreen: 'act',
};

/** A log that is searched reads page after page, as fast as it gets them; nobody acts or asks that fast. */
export const CALL_PACES = {
  look: { burst: 1_000, perSecond: 500 },
  act: { burst: 100, perSecond: 50 },
  ask: { burst: 5, perSecond: 1 },
} as const satisfies Record<Kind, { burst: number; perSecond: number }>;

export class CallPace {
  readonly #paces: Readonly<Record<Kind, TokenBucket>> = {
    look: bucketFor('look'),
    act: bucketFor('act'),
    ask: bucketFor('ask'),
  };

  /** @param nowMs monotonic */
  allows(command: CommandName, nowMs: number): boolean {
    return this.#paces[paceOf(command)].take(nowMs) === 0;
  }
}

export function paceOf(command: CommandName): Kind {
  return KINDS[command];
}

function bucketFor(kind: Kind): TokenBucket {
  const { burst, perSecond } = CALL_PACES[kind];
  return new TokenBucket(burst, perSecond);
}
