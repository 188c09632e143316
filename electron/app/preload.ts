/** What the console gets of the main process: named commands, named events, and nothing of Electron. */
import { contextBridge, ipcRenderer, type IpcRendererEvent } from 'electron';
import {
  COMMAND_NAMES,
  EVENT_NAMES,
  type CallAnswer,
  type CommandName,
  type EventName,
  type HostBridge,
} from '../../contract/ipc/ipc.ts';

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
