/** A person's colour, stable for the same id: a hue, with lightness left to the theme so that it can be read. */

/** Hue in degrees, 0–359, in steps wide enough to be told apart. */
export function personHue(id: string): number {
  // FNV-1a: neighbouring ids must land far apart.
  let hash = 0x811c9dc5;
  for (const character of id) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  return (hash % 24) * 15;
}
