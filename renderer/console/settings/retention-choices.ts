/** For how long what is said can be kept, and how much of it. It refuses to know words. */

/** Days; 0 keeps without end. */
const KEEP_CHOICES = [1, 7, 30, 90, 365, 0];

const KEEP_MEGABYTES_CHOICES = [64, 512, 2_048, 10_240, 102_400];

/** The usual ones, the shortest first, and the one that holds now among them. */
export function retentionDayChoices(now: number): readonly number[] {
  return [...new Set([...KEEP_CHOICES, now])].sort((one, other) => lengthOf(one) - lengthOf(other));
}

/** The same for megabytes. */
export function retentionSizeChoices(now: number): readonly number[] {
  return [...new Set([...KEEP_MEGABYTES_CHOICES, now])].sort((one, other) => one - other);
}

/** Whether something that was kept would be dropped. */
export function isShorter(days: number, before: number): boolean {
  return lengthOf(days) < lengthOf(before);
}

function lengthOf(days: number): number {
  return days === 0 ? Infinity : days;
}
