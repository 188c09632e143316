/** The people who are here, and those who may come back as themselves. Each change answers with the entries it makes. */
import type { NewEntry } from '../../../contract/model/entry.ts';
import type { ErrorCode } from '../../../contract/model/error-code.ts';
import type { Named } from '../../../contract/model/moderation.ts';
import type { Person, Present, Role } from '../../../contract/model/person.ts';
import { LOBBY } from '../../../contract/model/room.ts';
import { fail, ok, type Result } from '../../../contract/result.ts';
import { MentionIndex } from '../text/mentions.ts';
import { PresentPeople } from './present-people.ts';
import { TakenNames } from './taken-names.ts';

/** A fresh identity for a new person. */
export interface Identity {
  readonly id: string;
  /** By what they are known when they come back; only they have what it was made of. */
  readonly proof: string;
}

export interface Admission {
  readonly person: Person;
  /** The proof that they came with, or the fresh one. */
  readonly proof: string;
  readonly wasAsleep: boolean;
  readonly entries: readonly NewEntry[];
}

/** The entries to append, or why nothing changes. */
export type PersonResult = Result<readonly NewEntry[], ErrorCode>;

/** How many people can come back as themselves after they left. */
const REMEMBERED_MAX = 10_000;

export class People {
  readonly #present = new PresentPeople();
  readonly #mentionable = new MentionIndex();
  /** Proof → whom it stands for, oldest first. */
  readonly #remembered = new Map<string, Person>();
  /** The same by their ids, for naming those who are gone. */
  readonly #known = new Map<string, { readonly person: Person; readonly proof: string }>();
  readonly #names: TakenNames;

  /**
   * @param host the host's own person, here from the start, if there is a window
   * @param reserved words that nobody may be called by
   */
  constructor(
    host: Person | undefined,
    known: readonly { readonly proof: string; readonly person: Person }[],
    reserved: readonly string[],
  ) {
    this.#names = new TakenNames(reserved);
    for (const { proof, person } of known) this.#remember(proof, person);
    if (host !== undefined) this.#enter(host);
  }

  present(): Present[] {
    return this.#present.list();
  }

  /** How many are here. */
  get count(): number {
    return this.#present.size;
  }

  /** The same as `welcome` has them, as JSON. */
  json(): string {
    return this.#present.json();
  }

  get(id: string): Present | undefined {
    return this.#present.get(id);
  }

  /** The ids of those who are here and whom a text names with an @. */
  mentionedIn(text: string): readonly string[] {
    return this.#mentionable.find(text);
  }

  /** A person who is here, or was. */
  known(id: string): Person | undefined {
    return this.#present.get(id) ?? this.#known.get(id)?.person;
  }

  /** Whom a proof stands for. */
  recall(proof: string | undefined): Person | undefined {
    return proof === undefined ? undefined : this.#remembered.get(proof);
  }

  /** Whether any known person, here or not, is a moderator. */
  hasModerator(): boolean {
    return [...this.#known.values()].some(({ person }) => person.role === 'moderator');
  }

  proofOf(id: string): string | undefined {
    return this.#known.get(id)?.proof;
  }

  /** Nobody may be called what a room is called. */
  reserve(names: readonly string[]): void {
    this.#names.reserveRooms(names);
  }

  /** A person joins on the page, or comes back: a known proof makes them who they were. */
  join(name: string, proof: string | undefined, fresh: Identity): Result<Admission, ErrorCode> {
    const known = this.recall(proof);
    const id = known?.id ?? fresh.id;
    const refused = this.#names.refusalOf(name, id);
    if (refused !== undefined) return fail(refused);
    const person: Person = { id, name, role: known?.role ?? 'guest', via: 'page' };
    const before = this.#present.get(id);
    const kept = known !== undefined && proof !== undefined ? proof : fresh.proof;
    this.#enter(person);
    this.#remember(kept, person);
    return ok({
      person,
      proof: kept,
      wasAsleep: before?.asleep === true,
      entries: arrival(before, person),
    });
  }

  /** A person joins on plain text, which knows no names but addresses. */
  joinPlain(id: string, name: string): readonly NewEntry[] {
    const person: Person = { id, name, role: 'guest', via: 'plain' };
    this.#enter(person);
    return [{ type: 'joined', room: LOBBY, person }];
  }

  /** A person joins by the form, under a name of their choice. They cannot come back as themselves. */
  joinForm(id: string, name: string): PersonResult {
    const refused = this.#names.refusalOf(name, id);
    if (refused !== undefined) return fail(refused);
    return ok(this.joinPlain(id, name));
  }

  rename(id: string, name: string): PersonResult {
    const before = this.#present.get(id);
    if (before === undefined) return fail('not-joined');
    const refused = this.#names.refusalOf(name, id);
    if (refused !== undefined) return fail(refused);
    const person = { ...plainPerson(before), name };
    this.#change(person);
    return ok(arrival(before, person));
  }

  /** The host's own person is called so, which nobody else may be. */
  call(id: string, name: string): readonly NewEntry[] {
    const before = this.#present.get(id);
    if (before === undefined) return [];
    const person = { ...plainPerson(before), name };
    this.#change(person);
    return arrival(before, person);
  }

  /** Makes a person a moderator, or a guest again. */
  setRole(id: string, role: Exclude<Role, 'host'>): PersonResult {
    const before = this.known(id);
    if (before === undefined || before.role === 'host') return fail('person-gone');
    const person = { ...plainPerson(before), role };
    if (this.#present.has(id)) {
      this.#change(person);
      return ok([{ type: 'renamed', room: LOBBY, person, before: before.name }]);
    }
    // They are that when they come back.
    const proof = this.proofOf(id);
    if (proof !== undefined) this.#remember(proof, person);
    return ok([]);
  }

  /** Whether that changed anything. */
  sleep(id: string, asleep: boolean): boolean {
    const person = this.#present.get(id);
    if (person === undefined || (person.asleep === true) === asleep) return false;
    const awake = plainPerson(person);
    this.#present.set(asleep ? { ...awake, asleep } : awake);
    return true;
  }

  /** What they came with opens nothing any more; who they were is still known. */
  revoke(id: string, fresh: string): void {
    const known = this.#known.get(id);
    if (known === undefined) return;
    this.#remembered.delete(known.proof);
    this.#remember(fresh, { ...known.person, role: 'guest' });
  }

  /** @param goodbye whether they said so; `removed` if they were asked to, otherwise they were lost */
  leave(id: string, goodbye: boolean | 'removed'): PersonResult {
    const present = this.#present.get(id);
    if (present === undefined) return fail('not-joined');
    const person = plainPerson(present);
    this.#present.delete(id);
    this.#forgetName(person);
    const how = goodbye === 'removed' ? ({ goodbye: false, removed: true } as const) : { goodbye };
    return ok([{ type: 'left', room: LOBBY, person, ...how }]);
  }

  #enter(person: Present): void {
    const before = this.#present.get(person.id);
    if (before !== undefined) this.#forgetName(before);
    this.#present.set(person);
    this.#names.add(person);
    this.#mentionable.add(person);
  }

  #forgetName(person: Person): void {
    this.#mentionable.remove(person);
    this.#names.remove(person);
  }

  /** A sleeping person stays asleep. */
  #change(person: Person): void {
    const asleep = this.#present.get(person.id)?.asleep === true;
    this.#enter(asleep ? { ...person, asleep } : person);
    const proof = this.proofOf(person.id);
    if (proof !== undefined) this.#remember(proof, person);
  }

  #remember(proof: string, person: Person): void {
    this.#remembered.delete(proof);
    this.#remembered.set(proof, person);
    this.#known.set(person.id, { person, proof });
    if (this.#remembered.size <= REMEMBERED_MAX) return;
    for (const [oldest, { id }] of this.#remembered) {
      // People who are here must be able to come back as themselves.
      if (this.#present.has(id)) continue;
      this.#remembered.delete(oldest);
      this.#known.delete(id);
      return;
    }
  }
}

/** By id and name, as it is written down and told. */
export function named({ id, name }: Person): Named {
  return { id, name };
}

/** Without what is true for now only. */
export function plainPerson({ id, name, role, via }: Person): Person {
  return { id, name, role, via };
}

/** The entries that tell of a person who is here now, and may have been here before. */
function arrival(before: Person | undefined, person: Person): NewEntry[] {
  if (before === undefined) return [{ type: 'joined', room: LOBBY, person }];
  if (before.name === person.name) return [];
  return [{ type: 'renamed', room: LOBBY, person, before: before.name }];
}
