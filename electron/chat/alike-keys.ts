/** What two names have in common that could be taken for each other. It refuses to know who has them. */
import { nameKey } from '../../contract/writing.ts';
import { lookOf } from './look.ts';

/** Two names with one of these in common could be taken for each other. */
export function alikeKeys(name: string): readonly string[] {
  return [`letters ${nameKey(name)}`, `look ${lookOf(name)}`];
}
