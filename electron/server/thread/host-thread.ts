/**
 * The thread on which the host runs, so that no flood is ever felt in the window: builds the host, answers commands,
 * and tells what happens. It refuses to know Electron.
 */
import { parentPort, workerData } from 'node:worker_threads';
import type { Adapter } from '../../../contract/ipc/adapter.ts';
import type { Arguments, CommandHandlers, HostCommandName } from '../../../contract/ipc/commands.ts';
import type { HostEventName, HostEvents } from '../../../contract/ipc/events.ts';
import { HOST_ID } from '../../../contract/model/host-person.ts';
import { isNothing } from '../../../contract/model/unsaved.ts';
import { Commands } from './commands.ts';
import { DesktopNotifier } from './desktop-notifier.ts';
import { ChatServer } from '../chat-server.ts';
import { parseSetting, type HostNews, type HostRequest } from './host-messages.ts';
import { parseAllowed } from '../../http/allow-list.ts';
import { readPages } from '../../http/pages/pages.ts';
import { keptLimits } from '../limits/kept-limits.ts';
import { readAdapters } from '../../lan/adapters.ts';
import { hostLimits, liftConnectionLimits, withinSystem, type HostLimits } from '../limits/limits.ts';
import { openFilesMax } from '../../settings/open-files.ts';
import { WindowEventQueue } from './window-event-queue.ts';
import { Settings } from '../../settings/settings.ts';
import { unsavedWords } from '../unsaved-text.ts';
import { OwnWords } from '../host-locale.ts';

/** The mistake of ours that ends it. */
let broken: string | undefined;

/** To say goodbye and to save, after a mistake of ours. */
const LAST_CHANCE_MS = 2_500;
const EXIT_BROKEN = 1;

if (parentPort === null) throw new Error('not a thread of the app');
const port = parentPort;
const tell = (news: HostNews) => port.postMessage(news);
const {
  folder,
  key,
  pages,
  history,
  licences,
  language: usual,
  unrestrained,
  broken: before,
} = parseSetting(workerData);

const outlet = new WindowEventQueue((event, value) =>
  tell({ kind: 'event', event, json: JSON.stringify(value) }),
);
const settings = new Settings(folder, key === undefined ? undefined : Buffer.from(key, 'base64'));
const aside = settings.putAside();
const language = settings.readLanguage() ?? usual;
const own = new OwnWords(language);
const { t } = own;
const chosen = keptLimits(settings, t, warn);
const bounded = (limits: HostLimits) =>
  withinSystem(unrestrained ? liftConnectionLimits(limits) : limits, openFilesMax());
const watch = new DesktopNotifier(HOST_ID, (news) => tell({ kind: 'desk', news }));

const host = new ChatServer({
  pages: readPages(pages),
  t,
  speak: own.speak,
  adapters: readReachable,
  person: { id: HOST_ID, name: t('shared:name.host'), role: 'host', via: 'console' },
  history: { folder, script: new URL(history) },
  limits: bounded(hostLimits(chosen)),
  allowed: parseAllowed(settings.readAllowed()),
  unrestrained,
  warn,
  ...(before !== undefined && { trouble: { code: 'broken', ...before } }),
  opened: beginAnew,
  guessing: () => tell({ kind: 'desk', news: { about: 'guessing' } }),
  publish,
});
const commands = new Commands(host, settings, {
  room: t('shared:room'),
  ...{ language, aside, limits: chosen, bounded, licences },
  entriesShown: () => outlet.taken(),
  begin: (snapshot) => outlet.begin(snapshot),
  started: (options) => tell({ kind: 'started', options }),
  changed: (change) => {
    if ('settings' in change) {
      outlet.publish('settings', change.settings);
      tell({ kind: 'desk', news: { about: 'settings', ...change } });
    } else if ('startOptions' in change) outlet.publish('startOptions', change.startOptions);
    else if ('entriesDropped' in change) outlet.publish('entriesDropped', change.entriesDropped);
    else {
      own.change(change.language);
      host.callHost(t('shared:name.host'));
      tell({ kind: 'desk', news: { about: 'language', ...change } });
    }
  },
});
host.watchAdapters();
// A window may have been there before this thread.
void host.prepare(t('shared:room')).then(beginAnew);

port.on('message', (request: HostRequest) => {
  switch (request.ask) {
    case 'command':
      void answer(request);
      break;
    case 'export':
      void answerWith(request.id, () => host.exportLog(request.choice, request.file));
      break;
    case 'save-file':
      void answerWith(request.id, () => host.saveFile(request.fileId, request.file));
      break;
    case 'start-again':
      void answerWith(request.id, () => commands.startAgain());
      break;
    case 'save-now':
      void answerWith(request.id, () => host.saveNow());
      break;
    case 'wake':
      host.resumed();
      void host.lookAgain();
      break;
    case 'close':
      void end(0);
      break;
    default:
      request satisfies never;
  }
});
process.on('uncaughtException', (error) => {
  // Nobody knows what is still right, but what was said is not lost with it.
  broken = detailOf(error);
  tell({ kind: 'broken', detail: broken });
  setTimeout(() => leave(EXIT_BROKEN), LAST_CHANCE_MS);
  void end(EXIT_BROKEN);
});

function beginAnew(): void {
  commands.subscribe().catch((error: unknown) => warn(detailOf(error)));
}

function publish<E extends HostEventName>(event: E, value: HostEvents[E]): void {
  outlet.publish(event, value);
  watch.hear(event, value);
}

function answer({ id, command, argument }: Extract<HostRequest, { ask: 'command' }>): Promise<void> {
  return answerWith(id, () => carryOut(commands, command, argument));
}

function carryOut<C extends HostCommandName>(
  handlers: CommandHandlers<HostCommandName>,
  command: C,
  argument: Arguments[C],
): unknown {
  return handlers[command](argument);
}

async function answerWith(id: number, act: () => unknown): Promise<void> {
  try {
    const value = await act();
    // The states that were told before the answer are known before it; entries come when the window takes them.
    outlet.flush();
    tell({ kind: 'answer', id, ok: true, value });
  } catch (error) {
    tell({ kind: 'answer', id, ok: false, detail: detailOf(error) });
  }
}

async function end(code: number): Promise<void> {
  await host.close().catch((error: unknown) => warn(detailOf(error)));
  leave(code);
}

function leave(code: number): void {
  const lost = host.unsaved();
  if (!isNothing(lost)) {
    const sentence = t('host:unsaved.lost', { what: unsavedWords(lost, t) });
    warn(sentence);
    // The window tells of it with the mistake; whoever quits was asked before.
    if (broken !== undefined) tell({ kind: 'broken', detail: `${broken}. ${sentence}` });
  }
  outlet.flush();
  process.exit(code);
}

/** Lifted limits are for measuring, and let nobody else in. */
async function readReachable(): Promise<Adapter[]> {
  const adapters = await readAdapters();
  return unrestrained ? adapters.filter(({ kind }) => kind === 'loopback') : adapters;
}

function warn(sentence: string): void {
  process.stderr.write(`${sentence}\n`);
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
