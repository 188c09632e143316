/** Converts limits to the units people read: bytes to KiB or MiB. */
import type { LimitNow, ShownLimit } from '../../../contract/ipc/app-settings.ts';

export type LimitUnit = 'connections' | 'seconds' | 'kibibytes' | 'mebibytes';

export interface LimitShown {
  readonly name: ShownLimit;
  readonly unit: LimitUnit;
  readonly value: number;
  readonly usual: number;
  readonly least: number;
  readonly most: number;
  /** How many of the limit's own units make one of this unit. */
  readonly scale: number;
}

const KIBIBYTE = 1_024;
const MEBIBYTE = 1_048_576;

export function showLimit({ name, value, usual, least, most, unit }: LimitNow): LimitShown {
  const [shownIn, scale] = unitOf(unit, usual);
  return {
    ...{ name, unit: shownIn, scale },
    value: Math.round(value / scale),
    usual: Math.round(usual / scale),
    least: Math.ceil(least / scale),
    most: Math.floor(most / scale),
  };
}

/** Reads a limit as typed; `undefined` if it is not a number. */
export function readLimit({ least, most, scale }: LimitShown, written: string): number | undefined {
  const digits = written.trim();
  if (!/^\d{1,9}$/.test(digits)) return undefined;
  const value = Number(digits);
  return value >= least && value <= most ? value * scale : undefined;
}

function unitOf(unit: LimitNow['unit'], usual: number): readonly [LimitUnit, number] {
  switch (unit) {
    case 'bytes':
      return usual >= MEBIBYTE ? ['mebibytes', MEBIBYTE] : ['kibibytes', KIBIBYTE];
    case 'megabytes':
      return ['mebibytes', 1];
    case 'connections':
    case 'seconds':
      return [unit, 1];
    default:
      return unit satisfies never;
  }
}
