/** The hook that holds a picture still which may move: its first frame, as an address of its own. */
import { useEffect, useState } from 'react';

interface Still {
  readonly of: string;
  readonly address: string;
}

/**
 * `undefined` until the first frame is drawn; the picture itself where it may move, or no frame can be drawn.
 *
 * @param source where the picture is; `undefined` while it is on its way
 */
export function useStill(source: string | undefined, mayMove: boolean): string | undefined {
  const [still, setStill] = useState<Still>();
  useEffect(() => {
    if (mayMove || source === undefined) return undefined;
    let made: string | undefined;
    let isOver = false;
    const image = new Image();
    image.onload = () => {
      void firstFrame(image).then((frame) => {
        if (isOver) return;
        if (frame !== null) made = URL.createObjectURL(frame);
        // What cannot be held still is better seen than not.
        setStill({ of: source, address: made ?? source });
      });
    };
    // Whoever shows it finds out by themselves that it is broken.
    image.onerror = () => setStill({ of: source, address: source });
    image.src = source;
    return () => {
      isOver = true;
      if (made !== undefined) URL.revokeObjectURL(made);
    };
  }, [source, mayMove]);
  if (mayMove) return source;
  return still?.of === source ? still?.address : undefined;
}

/** `null` where the browser cannot draw it: a canvas may not be as large as a picture. */
function firstFrame(image: HTMLImageElement): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve));
}
