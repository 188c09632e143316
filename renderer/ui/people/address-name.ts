/** Names of people on plain text, which are addresses (`ADDRESS:PORT`). It refuses to know how they look. */
import type { Person } from '../../../contract/model/person.ts';

export interface AddressName {
  /** e.g. `192.168.1.52` or `[fe80::1]` */
  readonly address: string;
  /** With its colon, e.g. `:39946`, so that both together are the name. */
  readonly port: string;
}

/** `undefined` for a name that somebody chose. */
export function splitAddressName({ name, via }: Pick<Person, 'name' | 'via'>): AddressName | undefined {
  const colon = name.lastIndexOf(':');
  if (via !== 'plain' || colon < 1) return undefined;
  return { address: name.slice(0, colon), port: name.slice(colon) };
}
