/** Whether the host is of another build than this page: then it has no more parts for it, and only a reload helps. */

/** This very part of the page: its name tells the build. */
const OWN_PART = import.meta.url;

/** `false` too while that cannot be asked. */
export async function isPageOutdated(part = OWN_PART): Promise<boolean> {
  try {
    const { status } = await fetch(part, { method: 'HEAD', cache: 'no-store' });
    return status === 404;
  } catch (error) {
    if (error instanceof TypeError) return false;
    throw error;
  }
}
