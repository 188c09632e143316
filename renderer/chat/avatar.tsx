/** A person as a circle in their colour. It says nothing by itself; the name stands beside it. */
import type { Person } from '../../contract/wire.ts';
import { personHue } from '../ui/person-color.ts';
import { initials } from './initials.ts';

declare module 'react' {
  interface CSSProperties {
    /** In degrees; the styles add what lightness the theme needs. */
    '--hue'?: number;
  }
}

export function Avatar({ person }: { readonly person: Person }) {
  return (
    <span className="avatar" style={{ '--hue': personHue(person.id) }} aria-hidden="true">
      {initials(person.name)}
    </span>
  );
}
