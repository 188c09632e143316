import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { PERSON_COLORS, personColor } from '../../../../renderer/ui/people/person-color.ts';

/** WCAG 2.1, 1.4.3: contrast of normal text. */
const CONTRAST_LEAST = 4.5;
const SURFACES = ['background', 'surface', 'sunken', 'accent-soft'];

const [light = '', dark = ''] = readFileSync('renderer/ui/page/tokens.css', 'utf8').split(
  'prefers-color-scheme',
);

function token(theme: string, name: string): string {
  const color = new RegExp(`--${name}: (#[0-9a-f]{6});`).exec(theme)?.[1];
  if (color === undefined) throw new Error(`no token ${name}`);
  return color;
}

/** WCAG 2.1, relative luminance. */
function luminance(color: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = parseInt(color.slice(start, start + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [more = 0, less = 0] = [luminance(one), luminance(other)].sort((a, b) => b - a);
  return (more + 0.05) / (less + 0.05);
}

describe('the colour of a person', () => {
  it.each(PERSON_COLORS)(
    '%s and %s have enough contrast on every surface, and with text on them',
    (onLight, onDark) => {
      for (const surface of SURFACES) {
        expect(contrast(onLight, token(light, surface))).toBeGreaterThanOrEqual(CONTRAST_LEAST);
        expect(contrast(onDark, token(dark, surface))).toBeGreaterThanOrEqual(CONTRAST_LEAST);
      }
      expect(contrast('#ffffff', onLight)).toBeGreaterThanOrEqual(CONTRAST_LEAST);
      expect(contrast(token(dark, 'accent-ink'), onDark)).toBeGreaterThanOrEqual(CONTRAST_LEAST);
    },
  );

  it('is one of 16 colours, none of them grey', () => {
    expect(new Set(PERSON_COLORS.map(([onLight]) => onLight)).size).toBe(16);
    for (const [onLight] of PERSON_COLORS) {
      const parts = [1, 3, 5].map((start) => parseInt(onLight.slice(start, start + 2), 16));
      expect(Math.max(...parts) - Math.min(...parts)).toBeGreaterThan(60);
    }
  });

  it('is the same for the same id', () => {
    expect(personColor('k3f9')).toBe(personColor('k3f9'));
  });

  it('is spread evenly over similar ids', () => {
    const counts = new Map<string, number>();
    for (let id = 0; id < 1_600; id += 1) {
      const [onLight] = personColor(`p${id}`);
      counts.set(onLight, (counts.get(onLight) ?? 0) + 1);
    }
    expect(counts.size).toBe(PERSON_COLORS.length);
    expect(Math.max(...counts.values())).toBeLessThan(200);
  });
});
