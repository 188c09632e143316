/**
 * The number of files and sockets that the system lets this process open. Beyond it, a new socket is accepted and
 * closed before our code sees it, so the limit on sockets must be lower.
 */

/** The soft limit of this process; `undefined` if there is none or it is not reported (Windows). */
export function openFilesMax(): number | undefined {
  return parseOpenFiles(process.report.getReport());
}

/** @param report Node's diagnostic report of the process */
export function parseOpenFiles(report: unknown): number | undefined {
  const soft = fieldOf(fieldOf(fieldOf(report, 'userLimits'), 'open_files'), 'soft');
  return typeof soft === 'number' && Number.isInteger(soft) && soft > 0 ? soft : undefined;
}

function fieldOf(value: unknown, name: string): unknown {
  return typeof value === 'object' && value !== null ? new Map(Object.entries(value)).get(name) : undefined;
}
