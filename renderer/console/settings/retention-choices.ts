/** The options for how long messages are kept, and how much storage they may use. */

/** Days; 0 keeps messages forever. */
const KEEP_CHOICES = [1, 7, 30, 90, 365, 0];

const KEEP_MEGABYTES_CHOICES = [64, 512, 2_048, 10_240, 102_400];

/** The usual options plus the current one, shortest first. */
export function retentionDayChoices(now: number): readonly number[] {
  return [...new Set([...KEEP_CHOICES, now])].sort((one, other) => lengthOf(one) - lengthOf(other));
}

/** The same for megabytes. */
export function retentionSizeChoices(now: number): readonly number[] {
  return [...new Set([...KEEP_MEGABYTES_CHOICES, now])].sort((one, other) => one - other);
}

/** Whether a change would delete stored messages. */
export function isShorter(days: number, before: number): boolean {
  return lengthOf(days) < lengthOf(before);
}

function lengthOf(days: number): number {
  return days === 0 ? Infinity : days;
}
