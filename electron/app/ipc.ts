/**
 * The typed door between the window and the main process. Every call is checked to come from the console itself, and
 * not too often; every argument is checked before the command is called. What goes wrong is answered with a code.
 */
import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import type { CallAnswer } from '../../contract/ipc/bridge.ts';
import {
  COMMAND_NAMES,
  isHostCommand,
  parseArgument,
  type Answers,
  type Arguments,
  type CommandHandlers,
  type CommandName,
  type DesktopCommandName,
  type HostCommandName,
} from '../../contract/ipc/commands.ts';
import type { EventName } from '../../contract/ipc/events.ts';
import { isConsole } from './app-protocol.ts';
import { CallPace } from '../server/thread/call-pace.ts';

/** Carries out what the main process does itself, and passes the rest to the host. */
export interface Served {
  readonly desktop: CommandHandlers<DesktopCommandName>;
  readonly host: <C extends HostCommandName>(command: C, argument: Arguments[C]) => Promise<Answers[C]>;
  /** Told what a command failed of, which the window is not. */
  readonly warn: (sentence: string) => void;
}

/** Answers the commands of `window`, and of nothing else. */
export function serve(window: BrowserWindow, { desktop, host, warn }: Served): void {
  const pace = new CallPace();
  const carryOut = (name: CommandName, raw: unknown): unknown =>
    isHostCommand(name) ? host(name, parseArgument(name, raw)) : carryOutHere(desktop, name, raw);
  for (const name of COMMAND_NAMES)
    ipcMain.handle(`command:${name}`, async (event, raw: unknown): Promise<CallAnswer> => {
      if (!isFrom(event, window)) return { ok: false, code: 'refused' };
      if (!pace.allows(name, performance.now())) return { ok: false, code: 'too-often' };
      try {
        return { ok: true, value: await carryOut(name, raw) };
      } catch (error) {
        warn(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        return { ok: false, code: 'failed' };
      }
    });
}

// The parameter ties the handler to the argument that is parsed for it.
// oxlint-disable-next-line typescript/no-unnecessary-type-parameters
function carryOutHere<C extends DesktopCommandName>(
  desktop: CommandHandlers<DesktopCommandName>,
  name: C,
  raw: unknown,
): unknown {
  return desktop[name](parseArgument(name, raw));
}

/** @param json what happened, as `window.host.on` hands it out */
export function publish(window: BrowserWindow, event: EventName, json: string): void {
  if (!window.isDestroyed()) window.webContents.send(`event:${event}`, json);
}

function isFrom({ sender, senderFrame }: IpcMainInvokeEvent, window: BrowserWindow): boolean {
  return (
    senderFrame !== null &&
    sender === window.webContents &&
    senderFrame === sender.mainFrame &&
    isConsole(senderFrame.url)
  );
}
