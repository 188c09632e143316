/**
 * What the person writes in the open room, and does to what was written: new messages, answers, edits, deletions and
 * reactions. It refuses to know connections and components.
 */
import { isGivenBy } from '../../../contract/model/reactions.ts';
import type { ClientMessage } from '../../../contract/wire/client-message.ts';
import { TYPING_INTERVAL_MS } from '../../../contract/wire/wire.ts';
import { parseText } from '../../../contract/text/writing.ts';
import { wireOf, type PendingEdit } from '../state/pending-edits.ts';
import { lastOwn, messageIn, type Conversation } from '../state/conversation.ts';
import type { Action } from '../state/reduce.ts';
import { randomId } from '../connection/random-id.ts';
import { startReply, cancel, startEditing, notify, takeBack, draftIn, type Draft } from '../state/drafts.ts';

export interface MessageWriterOptions {
  readonly conversation: () => Conversation;
  readonly dispatch: (action: Action) => void;
  /** `false` if there is nobody to hear it now. */
  readonly send: (message: ClientMessage) => boolean;
}

export class MessageWriter {
  readonly #options: MessageWriterOptions;
  #typing = { room: '', at: -Infinity };

  constructor(options: MessageWriterOptions) {
    this.#options = options;
  }

  readonly draft = (text: string): void => {
    this.#write((draft) => ({ ...draft, text }));
    this.#tellTyping(text);
  };

  readonly takeBack = (): void => this.#write(takeBack);

  readonly startReply = (seq: number): void => {
    const message = messageIn(this.#options.conversation(), seq);
    if (message !== undefined) this.#write((draft) => startReply(draft, message));
  };

  /** @param seq the last own message, if left out. `false` if there is none to edit. */
  readonly startEdit = (seq?: number): boolean => {
    const now = this.#options.conversation();
    const message = seq === undefined ? lastOwn(now) : messageIn(now, seq);
    if (message === undefined || message.deleted === true) return false;
    this.#write((draft) => startEditing(draft, message));
    return true;
  };

  /** Neither a reply nor an edit any more. */
  readonly cancelCompose = (): void => this.#write(cancel);

  /** What is written goes into the outbox; an edit goes now or not at all. `false` if there is nothing to send. */
  readonly say = (): boolean => {
    const now = this.#options.conversation();
    const { mode, text } = draftIn(now.drafts, now.open);
    if (mode.is === 'edit') return this.#saveEdit(mode.seq, mode.before, text);
    const ref = randomId();
    this.#options.dispatch({ type: 'said', ref, at: Date.now() });
    this.#typing = { room: '', at: -Infinity };
    return this.#options.conversation().outbox.some((outgoing) => outgoing.ref === ref);
  };

  readonly delete = (seq: number): void => {
    this.#amend({ is: 'delete', ref: randomId(), room: this.#options.conversation().open, target: seq });
  };

  /** Gives the reaction, or takes it back. @param on the other way round than it is now, if left out */
  readonly react = (seq: number, emoji: string, on?: boolean): void => {
    const now = this.#options.conversation();
    const reactions = messageIn(now, seq)?.reactions ?? [];
    const wanted = on ?? !isGivenBy(reactions, emoji, now.you?.id ?? '');
    this.#amend({ is: 'react', ref: randomId(), room: now.open, target: seq, emoji, on: wanted });
  };

  #write(change: (draft: Draft) => Draft): void {
    const { drafts, open } = this.#options.conversation();
    this.#options.dispatch({ type: 'wrote', room: open, draft: change(draftIn(drafts, open)) });
  }

  #saveEdit(target: number, before: string, written: string): boolean {
    const parsed = parseText(written);
    const { open: room } = this.#options.conversation();
    if (!parsed.ok) this.#write((draft) => notify(draft, parsed.error));
    else if (parsed.value === before) this.cancelCompose();
    else return this.#amend({ is: 'edit', ref: randomId(), room, target, before, text: parsed.value });
    return false;
  }

  /** Now or not at all: what was written stays where it is if there is nobody to hear it. */
  #amend(edit: PendingEdit): boolean {
    const here = this.#options.conversation().status.is === 'here';
    if (here && this.#options.send(wireOf(edit))) this.#options.dispatch({ type: 'amend-sent', edit });
    else this.#write((draft) => notify(draft, 'offline'));
    return here;
  }

  #tellTyping(text: string): void {
    const { open: room, drafts, status } = this.#options.conversation();
    const now = performance.now();
    const told = this.#typing.room === room && now - this.#typing.at < TYPING_INTERVAL_MS;
    if (told || status.is !== 'here' || text.trim() === '' || draftIn(drafts, room).mode.is === 'edit')
      return;
    if (this.#options.send({ type: 'typing', room })) this.#typing = { room, at: now };
  }
}
