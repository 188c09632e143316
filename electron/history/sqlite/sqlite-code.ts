/** The number by which SQLite says what went wrong (sqlite.org/rescode.html). */

/** With what the extended code adds; `undefined` for an error of something else. */
export function sqliteCodeOf(error: unknown): number | undefined {
  if (!(error instanceof Error) || !('errcode' in error) || typeof error.errcode !== 'number')
    return undefined;
  return error.errcode;
}
