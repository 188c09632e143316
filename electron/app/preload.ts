/** What the console gets of the main process: named commands, named events, and nothing of Electron. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import type { CallAnswer, HostBridge } from '../../contract/ipc/bridge.ts';
import { COMMAND_NAMES, type CommandName } from '../../contract/ipc/commands.ts';
import { EVENT_NAMES, type EventName } from '../../contract/ipc/events.ts';

const bridge: HostBridge = {
  call: async (command, argument) => {
    if (!COMMAND_NAMES.includes(command)) throw new Error('unknown command');
    const channel = `command:${command satisfies CommandName}`;
    const answer = (await ipcRenderer.invoke(channel, argument)) as CallAnswer;
    if (!answer.ok) throw new Error(answer.code);
    return answer.value as never;
  },
  on: (event, listener) => {
    if (!EVENT_NAMES.includes(event)) throw new Error('unknown event');
    const channel = `event:${event satisfies EventName}`;
    const heard = (_: IpcRendererEvent, json: string) => listener(JSON.parse(json) as never);
    ipcRenderer.on(channel, heard);
    return () => {
      ipcRenderer.off(channel, heard);
    };
  },
};

contextBridge.exposeInMainWorld('host', bridge);
