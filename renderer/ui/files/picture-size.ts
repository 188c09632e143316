/** How large a picture is shown. It refuses to know the picture. */

export interface Size {
  readonly width: number;
  readonly height: number;
}

/** The same shape, at most as large as the box, and never larger than it is; at least one pixel. */
export function fitInto({ width, height }: Size, box: Size): Size {
  const scale = Math.min(1, box.width / width, box.height / height);
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}
