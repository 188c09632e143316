/** Parses the commands that the host types in the terminal. Pure. */
import { isIP } from 'node:net';
import { networkOf } from '../limits/network-of.ts';

export type TerminalCommand =
  | { readonly what: 'help' | 'usage' | 'files' }
  | { readonly what: 'nothing' }
  /** `people`: also removes the guests of that network. */
  | { readonly what: 'free'; readonly network: string; readonly people: boolean }
  /** By the person's id or name. */
  | { readonly what: 'delete-files'; readonly whom: string }
  /** The address is missing. */
  | { readonly what: 'no-network'; readonly command: string }
  /** The argument is not an address. */
  | { readonly what: 'not-a-network'; readonly command: string; readonly text: string }
  /** The person is missing. */
  | { readonly what: 'no-person' }
  | { readonly what: 'unknown' };

const BARE = ['help', 'usage', 'files'] as const;

export function parseTerminalCommand(line: string): TerminalCommand {
  const [, word = '', rest = ''] = /^\s*(\S*)\s*(.*?)\s*$/su.exec(line) ?? [];
  if (word === '') return { what: 'nothing' };
  const bare = BARE.find((each) => each === word);
  if (bare !== undefined) return rest === '' ? { what: bare } : { what: 'unknown' };
  switch (word) {
    case 'free':
    case 'remove':
      return parseFree(word, rest);
    case 'delete-files':
      return rest === '' ? { what: 'no-person' } : { what: 'delete-files', whom: rest };
    default:
      return { what: 'unknown' };
  }
}

function parseFree(command: 'free' | 'remove', text: string): TerminalCommand {
  if (text === '') return { what: 'no-network', command };
  const network = parseNetwork(text);
  if (network === undefined) return { what: 'not-a-network', command, text };
  return { what: 'free', network, people: command === 'remove' };
}

/** Returns the network of an address, or the network itself; `undefined` if the text is neither. */
function parseNetwork(text: string): string | undefined {
  const [, address = text] = /^(.*:.*)\/64$/.exec(text) ?? [];
  return isIP(address) === 0 ? undefined : networkOf(address);
}
