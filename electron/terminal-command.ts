/** What somebody types at the terminal of a host that is on. Pure: it refuses to know whether it can be done. */

export type TerminalCommand =
  | { readonly what: 'help' | 'usage' | 'files' | 'nothing' }
  /** `people`: whoever is in from there is asked to leave, too. */
  | { readonly what: 'free'; readonly network: string; readonly people: boolean }
  /** By the id of the person, or by their name. */
  | { readonly what: 'delete-files'; readonly whom: string }
  | { readonly what: 'unknown' };

const BARE = ['help', 'usage', 'files'] as const;

export function parseTerminalCommand(line: string): TerminalCommand {
  const [, word = '', rest = ''] = /^\s*(\S*)\s*(.*?)\s*$/su.exec(line) ?? [];
  if (word === '') return { what: 'nothing' };
  const bare = BARE.find((each) => each === word);
  if (bare !== undefined) return rest === '' ? { what: bare } : { what: 'unknown' };
  if (rest === '') return { what: 'unknown' };
  switch (word) {
    case 'free':
    case 'remove':
      return /\s/.test(rest)
        ? { what: 'unknown' }
        : { what: 'free', network: rest, people: word === 'remove' };
    case 'delete-files':
      return { what: 'delete-files', whom: rest };
    default:
      return { what: 'unknown' };
  }
}
