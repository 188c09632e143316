/**
 * How many files and sockets the system lets this process have open at once. Past it a new socket is accepted and
 * closed again before anybody here hears of it, so the limit on sockets has to stay below.
 */

/** The soft limit of this process; `undefined` where there is none, or none that is told (Windows). */
export function openFilesMax(): number | undefined {
  return parseOpenFiles(process.report.getReport());
}

/** @param report Node's own report of the process */
export function parseOpenFiles(report: unknown): number | undefined {
  const soft = fieldOf(fieldOf(fieldOf(report, 'userLimits'), 'open_files'), 'soft');
  return typeof soft === 'number' && Number.isInteger(soft) && soft > 0 ? soft : undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}
