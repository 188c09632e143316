/** What two names have in common that could be taken for each other. It refuses to know who has them. */
import { foldName } from '../../contract/fold-text.ts';
import { lookOf } from './look.ts';

/** Two names with one of these in common could be taken for each other. */
export function alikeKeys(name: string): readonly string[] {
  return [`letters ${foldName(name)}`, `look ${lookOf(name)}`];
}
