/** A hook for files dropped anywhere on the page. */
import { useEffect, useState } from 'react';

/** While files are over the page, browsers send an event every 50 to 350 ms. */
const GONE_AFTER_MS = 700;

/**
 * Returns whether files are over the page.
 *
 * @param onDrop stable function; called with the files and the names of the folders
 */
export function useFileDrop(onDrop: (files: readonly File[], folders: readonly string[]) => void): boolean {
  const [over, setOver] = useState(false);
  useEffect(() => {
    const ended = new AbortController();
    let timer: ReturnType<typeof setTimeout> | undefined;
    const leave = () => {
      clearTimeout(timer);
      setOver(false);
    };
    const onDrag = (event: DragEvent) => {
      if (!hasFiles(event)) return;
      // Otherwise the browser navigates to the file.
      event.preventDefault();
      clearTimeout(timer);
      timer = setTimeout(leave, GONE_AFTER_MS);
      setOver(true);
    };
    const onRelease = (event: DragEvent) => {
      leave();
      if (!hasFiles(event) || event.dataTransfer === null) return;
      event.preventDefault();
      const { files, folders } = sortOut(event.dataTransfer);
      onDrop(files, folders);
    };
    const { signal } = ended;
    addEventListener('dragenter', onDrag, { signal });
    addEventListener('dragover', onDrag, { signal });
    addEventListener('drop', onRelease, { signal });
    return () => {
      ended.abort();
      clearTimeout(timer);
    };
  }, [onDrop]);
  return over;
}

function hasFiles({ dataTransfer }: DragEvent): boolean {
  return dataTransfer?.types.includes('Files') === true;
}

/** A folder looks like a file that cannot be read. */
function sortOut({ items, files }: DataTransfer) {
  const folders = [...items].flatMap((item) => {
    const entry = item.webkitGetAsEntry();
    return entry?.isDirectory === true ? [entry.name] : [];
  });
  return { files: [...files].filter(({ name }) => !folders.includes(name)), folders };
}
