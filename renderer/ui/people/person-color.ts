/** A person's colour, derived from the id. */

/** For light and for dark surfaces. */
export type PersonColor = readonly [light: string, dark: string];

/**
 * 16 hues, 22.5° apart and equally light: oklch(48.5% 0.13 h) and oklch(79% 0.105 h), with less chroma where sRGB
 * lacks the colour. Written as hex because the oldest browsers do not support oklch.
 */
export const PERSON_COLORS: readonly PersonColor[] = [
  ['#9b3a3f', '#f79f9f'],
  ['#994017', '#f4a484'],
  ['#885002', '#e9ac70'],
  ['#765b03', '#d7b768'],
  ['#636300', '#bec16f'],
  ['#416d0c', '#a1c982'],
  ['#00723f', '#81cf9d'],
  ['#066f5e', '#66d1ba'],
  ['#026d71', '#5acfd5'],
  ['#006a84', '#65caeb'],
  ['#00649f', '#7fc2fa'],
  ['#3f59a8', '#9db8ff'],
  ['#604fa2', '#b9affa'],
  ['#784593', '#d2a7eb'],
  ['#8a3e7c', '#e5a1d5'],
  ['#96395f', '#f19ebb'],
];

export function personColor(id: string): PersonColor {
  // FNV-1a, so that similar ids get different colours.
  let hash = 0x811c9dc5;
  for (const character of id) {
    hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193) >>> 0;
  }
  // The high bits are mixed best.
  return PERSON_COLORS[(hash >>> 16) % PERSON_COLORS.length] ?? ['', ''];
}
