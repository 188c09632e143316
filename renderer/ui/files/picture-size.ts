/** Computes the display size of a picture. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** Scales down to fit the box, never up; at least one pixel. */
export function fitInto({ width, height }: Size, box: Size): Size {
  const scale = Math.min(1, box.width / width, box.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
