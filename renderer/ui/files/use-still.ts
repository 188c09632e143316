/** A hook that freezes an animated picture at its first frame. */
import { useEffect, useState } from 'react';

interface Still {
  readonly of: string;
  readonly address: string;
}

/**
 * Returns `undefined` until the first frame is drawn, and the source itself if it may move or cannot be frozen.
 *
 * @param source URL of the picture; `undefined` while loading
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
        // Showing the animation is better than showing nothing.
        setStill({ of: source, address: made ?? source });
      });
    };
    // The image element will report the error itself.
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

/** Resolves with `null` if the picture is too large for a canvas. */
function firstFrame(image: HTMLImageElement): Promise<Blob | null> {
  const canvas = document.createElement('canvas');
  canvas.width = image.naturalWidth;
  canvas.height = image.naturalHeight;
  canvas.getContext('2d')?.drawImage(image, 0, 0);
  return new Promise((resolve) => canvas.toBlob(resolve));
}
