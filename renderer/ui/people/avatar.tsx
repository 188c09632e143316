/** A person's avatar: initials on their colour. It is decorative; the name stands beside it. */
import { memo } from 'react';
import type { Person } from '../../../contract/model/person.ts';
import { initials } from './initials.ts';
import { personStyle } from './person-style.ts';

export const Avatar = memo(function Avatar({ person }: { readonly person: Pick<Person, 'id' | 'name'> }) {
  return (
    <span className="avatar" translate="no" style={personStyle(person.id)} aria-hidden="true">
      {initials(person.name)}
    </span>
  );
});
