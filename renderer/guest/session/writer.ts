/**
 * What the person writes in the open room, and does to what was written: new messages, answers, edits, deletions and
 * reactions. It refuses to know connections and components.
 */
import { isGivenBy } from '../../../contract/model/reactions.ts';
import { TYPING_INTERVAL_MS, type ClientMessage } from '../../../contract/wire/wire.ts';
import { parseText } from '../../../contract/text/writing.ts';
import { wireOf, type Amend } from '../state/amends.ts';
import { lastOwn, messageIn, type Conversation } from '../state/conversation.ts';
import type { Happening } from '../state/happening.ts';
import { randomId } from '../connection/random-id.ts';
import { answer, cancel, mend, notify, takeBack, writingIn, type Writing } from '../state/writings.ts';

export interface WriterEnds {
  readonly conversation: () => Conversation;
  readonly happen: (happening: Happening) => void;
  /** `false` if there is nobody to hear it now. */
  readonly send: (message: ClientMessage) => boolean;
}

export class Writer {
  readonly #ends: WriterEnds;
  #typing = { room: '', at: -Infinity };

  constructor(ends: WriterEnds) {
    this.#ends = ends;
  }

  readonly draft = (text: string): void => {
    this.#write((writing) => ({ ...writing, text }));
    this.#tellTyping(text);
  };

  readonly takeBack = (): void => this.#write(takeBack);

  readonly startReply = (seq: number): void => {
    const message = messageIn(this.#ends.conversation(), seq);
    if (message !== undefined) this.#write((writing) => answer(writing, message));
  };

  /** @param seq the last own message, if left out. `false` if there is none to edit. */
  readonly startEdit = (seq?: number): boolean => {
    const now = this.#ends.conversation();
    const message = seq === undefined ? lastOwn(now) : messageIn(now, seq);
    if (message === undefined || message.deleted === true) return false;
    this.#write((writing) => mend(writing, message));
    return true;
  };

  /** Neither a reply nor an edit any more. */
  readonly cancelCompose = (): void => this.#write(cancel);

  /** What is written goes into the outbox; an edit goes now or not at all. `false` if there is nothing to send. */
  readonly say = (): boolean => {
    const now = this.#ends.conversation();
    const { aim, text } = writingIn(now.writings, now.open);
    if (aim.is === 'edit') return this.#saveEdit(aim.seq, aim.before, text);
    const ref = randomId();
    this.#ends.happen({ type: 'said', ref, at: Date.now() });
    this.#typing = { room: '', at: -Infinity };
    return this.#ends.conversation().outbox.some((outgoing) => outgoing.ref === ref);
  };

  readonly delete = (seq: number): void => {
    this.#amend({ is: 'delete', ref: randomId(), room: this.#ends.conversation().open, target: seq });
  };

  /** Gives the reaction, or takes it back. @param on the other way round than it is now, if left out */
  readonly react = (seq: number, emoji: string, on?: boolean): void => {
    const now = this.#ends.conversation();
    const reactions = messageIn(now, seq)?.reactions ?? [];
    const wanted = on ?? !isGivenBy(reactions, emoji, now.you?.id ?? '');
    this.#amend({ is: 'react', ref: randomId(), room: now.open, target: seq, emoji, on: wanted });
  };

  #write(change: (writing: Writing) => Writing): void {
    const { writings, open } = this.#ends.conversation();
    this.#ends.happen({ type: 'wrote', room: open, writing: change(writingIn(writings, open)) });
  }

  #saveEdit(target: number, before: string, written: string): boolean {
    const parsed = parseText(written);
    const { open: room } = this.#ends.conversation();
    if (!parsed.ok) this.#write((writing) => notify(writing, parsed.code));
    else if (parsed.text === before) this.cancelCompose();
    else return this.#amend({ is: 'edit', ref: randomId(), room, target, before, text: parsed.text });
    return false;
  }

  /** Now or not at all: what was written stays where it is if there is nobody to hear it. */
  #amend(amend: Amend): boolean {
    const here = this.#ends.conversation().status.is === 'here';
    if (here && this.#ends.send(wireOf(amend))) this.#ends.happen({ type: 'amend-sent', amend });
    else this.#write((writing) => notify(writing, 'offline'));
    return here;
  }

  #tellTyping(text: string): void {
    const { open: room, writings, status } = this.#ends.conversation();
    const now = performance.now();
    const told = this.#typing.room === room && now - this.#typing.at < TYPING_INTERVAL_MS;
    if (told || status.is !== 'here' || text.trim() === '' || writingIn(writings, room).aim.is === 'edit')
      return;
    if (this.#ends.send({ type: 'typing', room })) this.#typing = { room, at: now };
  }
}
