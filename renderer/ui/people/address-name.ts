/** Splits the names of plain-text clients, which are addresses (`ADDRESS:PORT`). */
import type { Person } from '../../../contract/model/person.ts';

export interface AddressName {
  /** e.g. `192.168.1.52` or `[fe80::1]` */
  readonly address: string;
  /** With the colon, e.g. `:39946`; both parts together are the name. */
  readonly port: string;
}

/** Returns `undefined` for a chosen name. */
export function splitAddressName({ name, via }: Pick<Person, 'name' | 'via'>): AddressName | undefined {
  const colon = name.lastIndexOf(':');
  if (via !== 'plain' || colon < 1) return undefined;
  return { address: name.slice(0, colon), port: name.slice(colon) };
}
