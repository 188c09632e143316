/** A person's face in a list: the first letter on their colour. It refuses to know more than name and id. */
import { useMemo } from 'react';
import { personHue } from '../ui/person-color.ts';

declare module 'react' {
  interface CSSProperties {
    /** Degrees; the theme decides how light. */
    '--face-hue'?: number;
  }
}

export interface Face {
  readonly id: string;
  readonly name: string;
}

/** The style that gives a person's colour to what is inside. */
export function hueOf(person: Face) {
  return { '--face-hue': personHue(person.id) };
}

export function Avatar({ person }: { readonly person: Face }) {
  const letter = useMemo(() => firstLetter(person.name), [person.name]);
  return (
    <span className="avatar" style={hueOf(person)} aria-hidden="true">
      {letter}
    </span>
  );
}

function firstLetter(name: string): string {
  const [first] = new Intl.Segmenter(undefined, { granularity: 'grapheme' }).segment(name);
  return first?.segment.toLocaleUpperCase() ?? '';
}
