/** Writes in the open room: drafts, replies, edits, deletions and reactions. */
import { isGivenBy } from '../../../contract/model/reactions.ts';
import type { ClientMessage } from '../../../contract/wire/client-message.ts';
import { TYPING_INTERVAL_MS } from '../../../contract/wire/wire.ts';
import { parseText } from '../../../contract/text/writing.ts';
import { toClientMessage, type PendingEdit } from '../state/pending-edits.ts';
import { lastOwn, messageIn, type Conversation } from '../state/conversation.ts';
import type { Action } from '../state/reduce.ts';
import { randomId } from '../connection/random-id.ts';
import {
  startReply,
  cancel,
  startEditing,
  notify,
  restoreRefusedText,
  draftIn,
  type Draft,
} from '../state/drafts.ts';

export interface MessageWriterOptions {
  readonly conversation: () => Conversation;
  readonly dispatch: (action: Action) => void;
  /** Returns `false` if there is no connection. */
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
    this.#notifyTyping(text);
  };

  readonly restoreRefusedText = (): void => this.#write(restoreRefusedText);

  readonly startReply = (seq: number): void => {
    const message = messageIn(this.#options.conversation(), seq);
    if (message !== undefined) this.#write((draft) => startReply(draft, message));
  };

  /**
   * @param seq your last message by default
   * @returns false if there is nothing to edit
   */
  readonly startEdit = (seq?: number): boolean => {
    const now = this.#options.conversation();
    const message = seq === undefined ? lastOwn(now) : messageIn(now, seq);
    if (message === undefined || message.deleted === true) return false;
    this.#write((draft) => startEditing(draft, message));
    return true;
  };

  /** Cancels a reply or an edit. */
  readonly cancelDraftMode = (): void => this.#write(cancel);

  /**
   * Moves the draft to the outbox. An edit is sent at once or not at all. Returns `false` if there was nothing to
   * send.
   */
  readonly send = (): boolean => {
    const now = this.#options.conversation();
    const { mode, text } = draftIn(now.drafts, now.open);
    if (mode.is === 'edit') return this.#saveEdit(mode.seq, mode.before, text);
    const ref = randomId();
    this.#options.dispatch({ type: 'message-sent', ref, at: Date.now() });
    this.#typing = { room: '', at: -Infinity };
    return this.#options.conversation().outbox.some((outgoing) => outgoing.ref === ref);
  };

  readonly delete = (seq: number): void => {
    this.#sendEdit({ is: 'delete', ref: randomId(), room: this.#options.conversation().open, target: seq });
  };

  /**
   * Adds or removes a reaction.
   *
   * @param on toggles by default
   */
  readonly react = (seq: number, emoji: string, on?: boolean): void => {
    const now = this.#options.conversation();
    const reactions = messageIn(now, seq)?.reactions ?? [];
    const next = on ?? !isGivenBy(reactions, emoji, now.you?.id ?? '');
    this.#sendEdit({ is: 'react', ref: randomId(), room: now.open, target: seq, emoji, on: next });
  };

  #write(change: (draft: Draft) => Draft): void {
    const { drafts, open } = this.#options.conversation();
    this.#options.dispatch({ type: 'draft-changed', room: open, draft: change(draftIn(drafts, open)) });
  }

  #saveEdit(target: number, before: string, written: string): boolean {
    const parsed = parseText(written);
    const { open: room } = this.#options.conversation();
    if (!parsed.ok) this.#write((draft) => notify(draft, parsed.error));
    else if (parsed.value === before) this.cancelDraftMode();
    else return this.#sendEdit({ is: 'edit', ref: randomId(), room, target, before, text: parsed.value });
    return false;
  }

  /** Sends an edit at once. Without a connection the text stays where it is. */
  #sendEdit(edit: PendingEdit): boolean {
    const isOnline = this.#options.conversation().status.is === 'here';
    if (isOnline && this.#options.send(toClientMessage(edit)))
      this.#options.dispatch({ type: 'edit-sent', edit });
    else this.#write((draft) => notify(draft, 'offline'));
    return isOnline;
  }

  #notifyTyping(text: string): void {
    const { open: room, drafts, status } = this.#options.conversation();
    const now = performance.now();
    const alreadySent = this.#typing.room === room && now - this.#typing.at < TYPING_INTERVAL_MS;
    if (alreadySent || status.is !== 'here' || text.trim() === '' || draftIn(drafts, room).mode.is === 'edit')
      return;
    if (this.#options.send({ type: 'typing', room })) this.#typing = { room, at: now };
  }
}
