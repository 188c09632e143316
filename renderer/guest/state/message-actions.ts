/** The actions on a message. */

/** The same object for all messages, for as long as the room is shown. */
export interface MessageActionHandlers {
  readonly react: (seq: number, emoji: string, on: boolean) => void;
  readonly reply: (seq: number) => void;
  readonly edit: (seq: number) => void;
  readonly delete: (seq: number) => void;
}

export interface ActionProps {
  readonly seq: number;
  /** The original text, for copying. */
  readonly text: string;
  /** The emoji you reacted with. */
  readonly given: readonly string[];
  readonly mayEdit: boolean;
  readonly mayDelete: boolean;
  readonly actions: MessageActionHandlers;
}
