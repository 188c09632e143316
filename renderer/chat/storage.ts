/** Text that the browser keeps for the page. Storage may be forbidden or full; then the page works and forgets. */

/** Even to name the storage throws where it is forbidden, hence the function. */
export function readStored(storage: () => Storage, key: string): string | null {
  try {
    return storage().getItem(key);
  } catch (error) {
    if (error instanceof DOMException) return null;
    throw error;
  }
}

/** `undefined` removes it. */
export function writeStored(storage: () => Storage, key: string, value: string | undefined): void {
  try {
    if (value === undefined) storage().removeItem(key);
    else storage().setItem(key, value);
  } catch (error) {
    // What was not kept is asked for again.
    if (!(error instanceof DOMException)) throw error;
  }
}
