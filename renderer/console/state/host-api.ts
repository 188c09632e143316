/** The commands of the host as the window calls them. None of them is written out: the table of commands types them all. */
import type { HostBridge } from '../../../contract/ipc/bridge.ts';
import type { Answers, CommandName, SentArguments } from '../../../contract/ipc/commands.ts';
import type { Written } from '../../../contract/ipc/export.ts';

/** The command could not even be called. */
export interface NotCalled {
  readonly ok: false;
  readonly code: 'failed';
}

type SaveCommand = 'exportLog' | 'saveFile' | 'saveReport';

export class HostApi {
  readonly #bridge: HostBridge;

  constructor(bridge: HostBridge) {
    this.#bridge = bridge;
  }

  /** Rejects when the command cannot be called. */
  call<C extends CommandName>(command: C, argument: SentArguments[C]): Promise<Answers[C]> {
    return this.#bridge.call(command, argument);
  }

  /** Never rejects. */
  act<C extends CommandName>(command: C, argument: SentArguments[C]): Promise<Answers[C] | NotCalled> {
    return this.call(command, argument).catch((): NotCalled => ({ ok: false, code: 'failed' }));
  }

  /** Never rejects. */
  save<C extends SaveCommand>(command: C, argument: SentArguments[C]): Promise<Written> {
    const written: Promise<Written> = this.call(command, argument);
    return written.catch((error: unknown) => ({ ok: false, why: 'failed', detail: detailOf(error) }));
  }
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
