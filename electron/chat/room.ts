/**
 * The room: who is in it and under which name, and what they may do. Each method answers with the entries that
 * it makes; it refuses to know connections, clocks and the log that keeps the entries.
 */
import type { Draft, ErrorCode, Join, Person } from '../../contract/wire.ts';
import { nameKey } from '../../contract/writing.ts';

/** What the shell draws for somebody new. */
export interface Identity {
  readonly id: string;
  readonly token: string;
}

export type Admission =
  | { readonly ok: true; readonly person: Person; readonly token: string; readonly drafts: readonly Draft[] }
  | { readonly ok: false; readonly code: ErrorCode };

export type Outcome =
  { readonly ok: true; readonly drafts: readonly Draft[] } | { readonly ok: false; readonly code: ErrorCode };

/** How many people can come back as themselves after they left. */
const REMEMBERED_MAX = 10_000;

/** Nobody may pass for the house. */
const RESERVED_NAMES = ['host', 'admin', 'administrator', 'moderator', 'system', 'porchlight'];

export class Room {
  readonly name: string;
  readonly #people = new Map<string, Person>();
  /** Token → who it stands for, oldest first. */
  readonly #remembered = new Map<string, Person>();
  readonly #reserved: ReadonlySet<string>;

  /** @param host the host's own person, in the room from the start, if somebody sits at a window */
  constructor(name: string, host?: Person) {
    this.name = name;
    this.#reserved = new Set([...RESERVED_NAMES, name].map(nameKey));
    if (host !== undefined) this.#people.set(host.id, host);
  }

  people(): Person[] {
    return [...this.#people.values()];
  }

  /** Somebody comes in from the page, or comes back: a known token makes them who they were. */
  join(asked: Join, fresh: Identity): Admission {
    const known = asked.token === undefined ? undefined : this.#remembered.get(asked.token);
    const token = asked.token !== undefined && known !== undefined ? asked.token : fresh.token;
    const id = known?.id ?? fresh.id;
    const refused = this.#refuse(asked.name, id);
    if (refused !== undefined) return { ok: false, code: refused };
    const person: Person = { id, name: asked.name, role: 'guest', via: 'page' };
    const before = this.#people.get(id);
    this.#people.set(id, person);
    this.#remember(token, person);
    return { ok: true, person, token, drafts: arrival(before, person) };
  }

  /** Somebody comes in over the plain-text protocol, which knows no names but addresses. */
  joinPlain(id: string, name: string): { readonly person: Person; readonly drafts: readonly Draft[] } {
    const person: Person = { id, name, role: 'guest', via: 'plain' };
    this.#people.set(id, person);
    return { person, drafts: [{ type: 'joined', person }] };
  }

  /** @param ref the author's own id of the message, by which a second sending of it is known */
  say(id: string, text: string, ref?: string): Outcome {
    const from = this.#people.get(id);
    if (from === undefined) return { ok: false, code: 'not-joined' };
    return { ok: true, drafts: [{ type: 'message', from, text, ...(ref !== undefined && { ref }) }] };
  }

  rename(id: string, name: string): Outcome {
    const before = this.#people.get(id);
    if (before === undefined) return { ok: false, code: 'not-joined' };
    const refused = this.#refuse(name, id);
    if (refused !== undefined) return { ok: false, code: refused };
    const person = { ...before, name };
    this.#people.set(id, person);
    for (const [token, remembered] of this.#remembered) {
      if (remembered.id === id) this.#remembered.set(token, person);
    }
    return { ok: true, drafts: arrival(before, person) };
  }

  /** @param goodbye whether they said so, rather than being lost */
  leave(id: string, goodbye: boolean): Outcome {
    const person = this.#people.get(id);
    if (person === undefined) return { ok: false, code: 'not-joined' };
    this.#people.delete(id);
    return { ok: true, drafts: [{ type: 'left', person, goodbye }] };
  }

  /** Why somebody may not have a name; `undefined` if they may. */
  #refuse(name: string, id: string): 'name-reserved' | 'name-taken' | undefined {
    const key = nameKey(name);
    if (this.#reserved.has(key) || ADDRESS_LIKE.test(name)) return 'name-reserved';
    for (const other of this.#people.values()) {
      if (other.id !== id && nameKey(other.name) === key) return 'name-taken';
    }
    return undefined;
  }

  #remember(token: string, person: Person): void {
    this.#remembered.delete(token);
    this.#remembered.set(token, person);
    if (this.#remembered.size <= REMEMBERED_MAX) return;
    for (const [oldest, { id }] of this.#remembered) {
      // Whoever is here must be able to come back as themselves.
      if (this.#people.has(id)) continue;
      this.#remembered.delete(oldest);
      return;
    }
  }
}

/** Over the plain-text protocol people are known by their addresses, and nobody else may look like one. */
const ADDRESS_LIKE = /^(\d{1,3}(\.\d{1,3}){3}|\[?[\da-f]*:[\da-f]*:[\da-f.:]*\]?)(:\d+)?$/i;

/** What the others are told of somebody who is here now and may have been before. */
function arrival(before: Person | undefined, person: Person): Draft[] {
  if (before === undefined) return [{ type: 'joined', person }];
  if (before.name === person.name) return [];
  return [{ type: 'renamed', person, before: before.name }];
}
