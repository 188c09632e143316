/** Who may keep order over whom. It is asked when something is done, not when it was offered. */
import type { Person } from '../../../contract/model/person.ts';

export function isModerator({ role }: Person): boolean {
  return role !== 'guest';
}

/** Nobody touches the host, and no moderator another one. */
export function mayActOn(by: Person, whom: Person): boolean {
  if (by.id === whom.id || whom.role === 'host') return false;
  return by.role === 'host' || (by.role === 'moderator' && whom.role === 'guest');
}
