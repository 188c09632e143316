/**
 * Checks whether the host serves a different build. Then it no longer has this page's chunks, and only a reload
 * helps.
 */

/** This chunk's own URL, which contains the hash of the build. */
const OWN_PART = import.meta.url;

/** Resolves with `false` if the host does not answer. */
export async function isPageOutdated(part = OWN_PART): Promise<boolean> {
  try {
    const { status } = await fetch(part, { method: 'HEAD', cache: 'no-store' });
    return status === 404;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
