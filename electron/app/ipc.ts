/**
 * The typed door between the window and the main process. Every call is checked to come from the console itself, and
 * not too often; every argument is parsed by the command that gets it. What goes wrong is answered with a code.
 */
import { ipcMain, type BrowserWindow, type IpcMainInvokeEvent } from 'electron';
import {
  DESKTOP_COMMAND_NAMES,
  HOST_COMMAND_NAMES,
  type CallAnswer,
  type CommandName,
  type DesktopCommandName,
  type EventName,
  type HostCommandName,
} from '../../contract/ipc/ipc.ts';
import { isConsole } from './app-protocol.ts';
import { CallPace } from '../server/thread/call-pace.ts';
import type { Serve } from '../server/thread/host-messages.ts';

/** Carries out what the main process does itself, and passes the rest to the host. */
export interface Served {
  readonly desk: Serve<DesktopCommandName>;
  readonly host: (command: HostCommandName, argument: unknown) => Promise<unknown>;
  /** Told what a command failed of, which the window is not. */
  readonly warn: (sentence: string) => void;
}

/** Answers the commands of `window`, and of nothing else. */
export function serve(window: BrowserWindow, { desk, host, warn }: Served): void {
  const pace = new CallPace();
  const answer = (name: CommandName, act: (argument: unknown) => unknown) =>
    ipcMain.handle(`command:${name}`, async (event, argument: unknown): Promise<CallAnswer> => {
      if (!isFrom(event, window)) return { ok: false, code: 'refused' };
      if (!pace.allows(name, performance.now())) return { ok: false, code: 'too-often' };
      try {
        return { ok: true, value: await act(argument) };
      } catch (error) {
        warn(`${name}: ${error instanceof Error ? error.message : String(error)}`);
        return { ok: false, code: 'failed' };
      }
    });
  for (const name of DESKTOP_COMMAND_NAMES) answer(name, (argument) => desk[name](argument));
  for (const name of HOST_COMMAND_NAMES) answer(name, (argument) => host(name, argument));
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
