/** The session of each person, at most one for each. */
import type { AwaySession, HereSession, Session } from './session.ts';

export class SessionTable {
  readonly #sessions = new Map<string, Session>();

  get(id: string): Session | undefined {
    return this.#sessions.get(id);
  }

  /** `undefined` for a person who is away, or has none. */
  here(id: string): HereSession | undefined {
    const session = this.#sessions.get(id);
    return session?.state === 'here' ? session : undefined;
  }

  /** In the order in which their states began. */
  allHere(): readonly (readonly [string, HereSession])[] {
    return [...this.#sessions].flatMap(([id, session]) => (session.state === 'here' ? [[id, session]] : []));
  }

  /** In the order in which their states began. */
  allAway(): readonly (readonly [string, AwaySession])[] {
    return [...this.#sessions].flatMap(([id, session]) => (session.state === 'away' ? [[id, session]] : []));
  }

  set(id: string, session: Session): void {
    this.#sessions.delete(id);
    this.#sessions.set(id, session);
  }

  delete(id: string): void {
    this.#sessions.delete(id);
  }
}
