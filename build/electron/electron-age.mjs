/** Whether an Electron may still be released: its major is kept up, and no fix for it has waited too long. Pure. */

/** Electron mends its three newest majors and no other. */
const MAJORS_KEPT_UP = 3;
/** So long after a release that mends it. */
const FIX_WITHIN_DAYS = 14;
const DAY_MS = 86_400_000;

/**
 * @param {string} version that would be released
 * @param {Readonly<Record<string, string>>} times when each version came out, as the registry tells it
 * @param {number} nowMs
 * @returns {string | undefined} why it may not, in words for its engineers
 */
export function electronFault(version, times, nowMs) {
  const released = Object.entries(times).filter(([name]) => /^\d+\.\d+\.\d+$/.test(name));
  const majors = [...new Set(released.map(([name]) => majorOf(name)))].sort((a, b) => b - a);
  if (!majors.slice(0, MAJORS_KEPT_UP).includes(majorOf(version)))
    return `Electron ${version} is mended no more: its newest majors are ${majors.slice(0, MAJORS_KEPT_UP).join(', ')}.`;
  const own = times[version];
  const waiting = released.find(
    ([name, at]) =>
      majorOf(name) === majorOf(version) &&
      (own === undefined || Date.parse(at) > Date.parse(own)) &&
      nowMs - Date.parse(at) > FIX_WITHIN_DAYS * DAY_MS,
  );
  return (
    waiting &&
    `Electron ${version} is behind ${waiting[0]}, which came out more than ${FIX_WITHIN_DAYS} days ago.`
  );
}

/** @param {string} version */
const majorOf = (version) => Number(version.split('.')[0]);
