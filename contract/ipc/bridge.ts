/** The bridge between the console window and the main process, which the preload script puts on `window.host`. */
import type { Answers, CommandName, SentArguments } from './commands.ts';
import type { ConsoleEvents, EventName } from './events.ts';

export interface HostBridge {
  /** Rejects with the code of a {@link CallAnswer}. */
  call<C extends CommandName>(command: C, argument: SentArguments[C]): Promise<Answers[C]>;
  /** Returns its own unsubscribe. */
  on<E extends EventName>(event: E, listener: (value: ConsoleEvents[E]) => void): () => void;
}

/** `refused`: the caller may not call at all. `failed`: the argument was wrong, or the command failed. */
export type CallAnswer =
  | { readonly ok: true; readonly value: unknown }
  | { readonly ok: false; readonly code: 'refused' | 'too-often' | 'failed' };
