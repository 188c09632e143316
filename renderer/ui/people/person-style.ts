/** Passes a person's colour to the stylesheet, which chooses by theme (person.css). */
import type { CSSProperties } from 'react';
import { personColor } from './person-color.ts';

declare module 'react' {
  interface CSSProperties {
    '--person-light'?: string;
    '--person-dark'?: string;
  }
}

export function personStyle(id: string): CSSProperties {
  const [light, dark] = personColor(id);
  return { '--person-light': light, '--person-dark': dark };
}
