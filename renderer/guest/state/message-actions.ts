/** What can be done with a message, and with which. */

/** One object for all messages, and the same for as long as the room is shown. */
export interface MessageActs {
  readonly react: (seq: number, emoji: string, on: boolean) => void;
  readonly reply: (seq: number) => void;
  readonly edit: (seq: number) => void;
  readonly delete: (seq: number) => void;
}

export interface ActionProps {
  readonly seq: number;
  /** As it was written, to be copied. */
  readonly text: string;
  /** The emoji that you gave it. */
  readonly given: readonly string[];
  readonly mayEdit: boolean;
  readonly mayDelete: boolean;
  readonly acts: MessageActs;
}
