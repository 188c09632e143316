/** Somebody who is here, as only the host sees them. */
import type { Person } from '../model/person.ts';

/** One row of the console's table of people. */
export interface ConnectedPerson extends Person {
  /** e.g. `192.168.1.31`, without the port */
  readonly address: string;
  /** The browser's own description of itself (User-Agent), empty when it sent none. */
  readonly userAgent: string;
  /** Wall clock, milliseconds since 1970. */
  readonly since: number;
  readonly asleep: boolean;
  /** They may say nothing: for so many seconds from now, or until it is lifted. */
  readonly muted?: { readonly seconds?: number };
}
