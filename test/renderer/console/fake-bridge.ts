/** The port to the host, played by the test: answers are set, calls are kept, events are told by hand. */
import { matchesLog, type LogQuery, type LogPage } from '../../../contract/ipc/log.ts';
import type { PictureBytes } from '../../../contract/model/attachment.ts';
import type { Written } from '../../../contract/ipc/export.ts';
import type { ConnectionInspection } from '../../../contract/ipc/connection-inspection.ts';
import { NO_TRAFFIC } from '../../../contract/ipc/stats.ts';
import { ALLOWED_NONE } from '../../../contract/ipc/allowed.ts';
import { APP_SETTINGS_DEFAULT, type LimitNow } from '../../../contract/ipc/app-settings.ts';
import type { StartOptions } from '../../../contract/ipc/start-options.ts';
import type { HostState, Running } from '../../../contract/ipc/host-state.ts';
import type { ChatInfo } from '../../../contract/model/chat-info.ts';
import type { HostBridge } from '../../../contract/ipc/bridge.ts';
import type { Answers, CommandName, SentArguments } from '../../../contract/ipc/commands.ts';
import type { ConsoleEvents, EventName } from '../../../contract/ipc/events.ts';
import type { ActionResult } from '../../../contract/ipc/results.ts';
import type { HostSnapshot } from '../../../contract/ipc/snapshot.ts';

export const choice: StartOptions = { adapter: 'wlan0', port: 8080, room: 'Lobby' };

export const running: Running = {
  kind: 'running',
  link: 'http://192.168.1.20:8080',
  shareable: true,
  adapter: 'wlan0',
  address: '192.168.1.20',
  port: 8080,
  room: 'Lobby',
  since: 1_000,
};

export const house: ChatInfo = {
  rooms: [{ id: 'lobby', name: 'Lobby', latest: 0 }],
  retention: { saved: true, days: 90 },
  persistence: { kind: 'saved' },
  clock: {},
};

export class FakeBridge implements HostBridge {
  snapshot: HostSnapshot = {
    state: { kind: 'stopped' },
    adapters: [
      { name: 'wlan0', kind: 'wifi', addresses: ['192.168.1.20'], reason: 'default-route', suggested: true },
      { name: 'lo', kind: 'loopback', addresses: ['127.0.0.1'], reason: 'this-machine', suggested: false },
    ],
    startOptions: choice,
    language: 'en',
    settings: APP_SETTINGS_DEFAULT,
    access: { allowed: ALLOWED_NONE, refused: [] },
    diagnosis: { checks: [], causes: [] },
    nearby: [],
    people: [],
    chatInfo: house,
    moderation: { waiting: [] },
    traffic: NO_TRAFFIC,
    samples: [],
    entries: [],
  };
  started: HostState | Error = running;
  /** The answer to whatever is done in the house. */
  done: ActionResult | Error = { ok: true };
  copied = true;
  limits: readonly LimitNow[] = [];
  inspection: ConnectionInspection | null = null;
  picture: PictureBytes | null = null;
  storedFiles: Answers['storedFiles'] = [];
  usage: Answers['networkUsage'] = null;
  written: Written = { ok: true, file: '/tmp/out.html', messages: 2, last: 'abc' };
  preview: Answers['previewBan'] = {
    others: [],
    holds: { token: true, name: true, address: true },
  };
  bans: Answers['bans'] = [];
  auditLog: Answers['auditLog'] = { entries: [], more: false };
  saved: Answers['saveAuditLog'] = 'saved';
  readonly calls: [CommandName, unknown][] = [];
  readonly #listeners = new Map<EventName, Set<(value: never) => void>>();

  call<C extends CommandName>(command: C, argument: SentArguments[C]) {
    this.calls.push([command, argument]);
    const answer = this.#answer(command, argument);
    const answered = answer instanceof Error ? Promise.reject(answer) : Promise.resolve(answer);
    return answered.then((value) => {
      if (value !== null && typeof value === 'object' && !('ok' in value && !value.ok))
        this.#tellOf(command, argument);
      return value;
    }) as Promise<Answers[C]>;
  }

  /** What the host tells before it answers. */
  #tellOf(command: CommandName, argument: unknown): void {
    const { startOptions } = this.snapshot;
    if (command === 'start' && !(this.started instanceof Error)) {
      if (this.started.kind === 'running') this.tell('startOptions', argument as StartOptions);
      this.tell('state', this.started);
    } else if (command === 'stop') this.tell('state', { kind: 'stopped' });
    else if (command === 'openRoom') this.tell('chatInfo', this.snapshot.chatInfo);
    else if (command === 'changePin') {
      const { pin } = argument as { readonly pin?: string };
      this.tell('startOptions', { ...startOptions, ...(pin !== undefined && { pin }) });
    } else if (command === 'setRetention') {
      const { megabytes } = argument as { readonly megabytes?: number };
      if (megabytes !== undefined)
        this.tell('startOptions', { ...startOptions, retentionMegabytes: megabytes });
    }
  }

  on<E extends EventName>(event: E, listener: (value: ConsoleEvents[E]) => void): () => void {
    const listeners = this.#listeners.get(event) ?? new Set();
    this.#listeners.set(event, listeners.add(listener));
    return () => listeners.delete(listener);
  }

  tell<E extends EventName>(event: E, value: ConsoleEvents[E]): void {
    for (const listener of this.#listeners.get(event) ?? []) listener(value as never);
  }

  get listening(): number {
    return [...this.#listeners.values()].reduce((sum, listeners) => sum + listeners.size, 0);
  }

  argumentsOf(command: CommandName): unknown[] {
    return this.calls.filter(([name]) => name === command).map(([, argument]) => argument);
  }

  /** All that there is, on one page. */
  #log({ before, ...filter }: LogQuery): LogPage {
    if (before !== undefined) return { entries: [] };
    return { entries: this.snapshot.entries.filter((entry) => matchesLog(entry, filter)) };
  }

  #answer(command: CommandName, argument: unknown) {
    // Every other command is an action, which is answered with `done`.
    // oxlint-disable-next-line typescript/switch-exhaustiveness-check
    switch (command) {
      case 'subscribe':
        this.tell('snapshot', this.snapshot);
        return null;
      case 'start':
        return this.started;
      case 'readLog':
        return this.#log(argument as LogQuery);
      case 'inspect':
        return this.inspection;
      case 'readPicture':
        return this.picture;
      case 'storedFiles':
        return this.storedFiles;
      case 'networkUsage':
        return this.usage;
      case 'exportLog':
      case 'saveFile':
      case 'saveReport':
        return this.written;
      case 'stop':
        return { kind: 'stopped' };
      case 'limits':
        return this.limits;
      case 'about':
        return { version: '1.2.3', runsOn: [{ name: 'Electron', version: '45.0.0' }], licences: [] };
      case 'quit':
        return { ok: true };
      case 'entriesShown':
        return null;
      case 'copyLink':
        return this.copied;
      case 'previewBan':
        return this.preview;
      case 'bans':
        return this.bans;
      case 'auditLog':
        return this.auditLog;
      case 'saveAuditLog':
        return this.saved;
      case 'openLink':
      case 'fullScreen':
        return true;
      default:
        return this.done;
    }
  }
}
