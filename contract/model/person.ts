/** Who is here, as everybody sees them. It refuses to know how they are known again. */

export type Role = 'host' | 'moderator' | 'guest';

/** `page` speaks `porchlight.v1`, `plain` the plain-text protocol, `console` is the host's own window. */
export type Via = 'page' | 'plain' | 'console';

export interface Person {
  /** Short and stable for as long as the person's token is; shown beside the name and seeds the colour. */
  readonly id: string;
  readonly name: string;
  readonly role: Role;
  readonly via: Via;
}

/** Somebody who is here; `asleep` while their phone is locked. */
export interface Present extends Person {
  readonly asleep?: true;
}
