/** How long, and how much, of what is said is kept. */
import * as v from 'valibot';
import { maybe, tolerantObject, type Infer } from './schema.ts';

/** How long the host keeps what is said. */
export const RetentionSchema = tolerantObject({
  /** `false`: only until the host ends. */
  saved: v.boolean(),
  /** Days; left out where nothing is dropped for its age. */
  days: maybe(v.number()),
  /** Above this the oldest entries are dropped; left out where nothing is saved. */
  megabytes: maybe(v.number()),
});
export type Retention = Infer<typeof RetentionSchema>;

/** How long, and how much, is kept. */
export interface RetentionChange {
  /** 0 drops nothing for its age. */
  readonly days?: number;
  readonly megabytes?: number;
}

export const RETENTION_DAYS_DEFAULT = 90;
export const RETENTION_DAYS_MAX = 3_650;

/** Days as a person writes them; `undefined` if they are none. */
export function parseRetentionDays(raw: string): number | undefined {
  const days = /^\d{1,4}$/.test(raw.trim()) ? Number(raw) : undefined;
  return isRetentionDays(days) ? days : undefined;
}

/** Whether it is a number of days for which things can be kept; 0 stands for without end. */
export function isRetentionDays(value: unknown): value is number {
  return typeof value === 'number' && Number.isInteger(value) && value >= 0 && value <= RETENTION_DAYS_MAX;
}

export const RETENTION_MEGABYTES_DEFAULT = 512;
export const RETENTION_MEGABYTES_MAX = 102_400;

/** Whether it is a number of megabytes that the history may take on the disk. */
export function isRetentionMegabytes(value: unknown): value is number {
  return (
    typeof value === 'number' && Number.isInteger(value) && value >= 1 && value <= RETENTION_MEGABYTES_MAX
  );
}
