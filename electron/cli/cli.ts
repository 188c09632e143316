/**
 * The command line: the same server without a window. It prints one line with the link, and stops cleanly on SIGINT or
 * SIGTERM.
 */
import { fileURLToPath } from 'node:url';
import { version } from '../../package.json';
import { errorText } from '../../contract/error-text.ts';
import type { ClockStatus } from '../../contract/model/clock.ts';
import type { Reachability } from '../../contract/ipc/reachability.ts';
import type { Adapter } from '../../contract/ipc/adapter.ts';
import type { Allowed } from '../../contract/ipc/allowed.ts';
import { PORT_DEFAULT } from '../../contract/ipc/start-options.ts';
import { hostingIn, type HostState, type Running, type HostProblem } from '../../contract/ipc/host-state.ts';
import type { PersistenceStatus } from '../../contract/model/chat-info.ts';
import { LOBBY } from '../../contract/model/room.ts';
import { chooseLanguage } from '../../locales/language.ts';
import { TokenBucket } from '../limits/token-bucket.ts';
import { clockSentences } from './clock-text.ts';
import { askedLanguage, parseCommandLine, type ServeOptions } from './arguments.ts';
import { ChatServer } from '../server/chat-server.ts';
import { parseAllowed } from '../http/allow-list.ts';
import { isLoopback } from '../http/guard.ts';
import { readPages } from '../http/pages/pages.ts';
import { readAdapters } from '../lan/adapters.ts';
import { keptLimits } from '../server/limits/kept-limits.ts';
import { fileFault } from '../server/file-fault.ts';
import { followTerminal, mayReadTerminal } from './foreground.ts';
import { choosePin, type PinSource } from './pin-source.ts';
import { repairText } from './repair-text.ts';
import { limitLines } from '../server/limits/limit-text.ts';
import { hostLimits, liftConnectionLimits, withinSystem, type HostLimits } from '../server/limits/limits.ts';
import { openFilesMax } from '../settings/open-files.ts';
import type { BindTarget } from '../server/network/bind-target.ts';
import { Settings } from '../settings/settings.ts';
import { Shutdown } from '../server/shutdown.ts';
import { stateNews } from './state-text.ts';
import { terminalLanguages } from './terminal-language.ts';
import { TerminalHostActions } from './terminal-host-actions.ts';
import { terminalQr } from './terminal-qr.ts';
import { outliveReaders, printLine, warn } from '../server/terminal.ts';
import { TypedLines } from './input-lines.ts';
import { unsavedWords } from '../server/unsaved-text.ts';
import { exportCommand, verifyCommand, type CommandEnd } from './export-command.ts';
import { hostWords, speakFrom } from '../server/host-locale.ts';

/** Next to this program in dist/. */
const HISTORY_SCRIPT = new URL('../history/history.cjs', import.meta.url);

const EXIT_WRONG_USE = 2;
const EXIT_CANNOT_HOST = 3;

/**
 * How many chunks of standard input are read at once: enough for a file of a few megabytes by mistake, then no faster
 * than typing.
 */
const READ_BURST = 200;
const READ_PER_SECOND = 2;

outliveReaders();
const system = Intl.DateTimeFormat().resolvedOptions().locale;
const args = process.argv.slice(2);
const language = askedLanguage(args) ?? chooseLanguage(terminalLanguages(process.env, system));
const t = hostWords(language);

/** Prints one sentence to stderr and exits. */
function giveUp(code: number, sentence: string): never {
  warn(sentence);
  process.exit(code);
}

async function run(asked: ServeOptions): Promise<void> {
  const settings = asked.data === undefined ? undefined : openSettings(asked.data);
  const adapters = await readAdapters();
  const pin = choosePin(asked, settings?.readPin() ?? { kind: 'none' });
  if (pin.kind === 'lost') giveUp(EXIT_WRONG_USE, t('host:usage.pin-lost', { folder: asked.data ?? '' }));
  const target = chooseTarget(asked, settings, pin, adapters);
  if (asked.liftLimits && !isLoopback(target.address)) giveUp(EXIT_WRONG_USE, t('host:usage.lift-limits'));
  const kept = parseAllowed(settings?.readAllowed());
  const allowed = chooseAllowed(asked, kept);
  const host = new ChatServer({
    allowed,
    pages: readBuiltPages(),
    t,
    speak: speakFrom(language),
    adapters: readAdapters,
    limits: chooseLimits(asked, settings),
    warn,
    unrestrained: asked.liftLimits,
    guessing: () => warn(t('host:plain.guessing')),
    keeping: (keeping) => reportPersistence(keeping),
    clock: (news) => reportClock(news),
    entered: (state) => reportState(state),
    diagnosed: (diagnosis) => reportNoVisitors(diagnosis, host.state),
    ...(asked.data !== undefined && { history: { folder: asked.data, script: HISTORY_SCRIPT } }),
  });
  const state = await host.start(target);
  if (state.kind === 'stopped' && state.trouble !== undefined) {
    giveUp(EXIT_CANNOT_HOST, problemText(state.trouble, adapters));
  }
  if (state.kind !== 'running') return;
  // Before any guest can join.
  if (asked.rules?.approve && host.house?.hostActions.hasModerator() === false) {
    await host.close();
    giveUp(EXIT_WRONG_USE, t('host:usage.approve'));
  }
  if (asked.rules !== undefined) host.house?.roomActions.setRules(LOBBY, asked.rules);
  if (asked.trustClock === true) host.house?.trustClock();
  const changesPin = pin.kind === 'given' || asked.noPin === true;
  // If one of them could not be stored, the others cannot either.
  const trouble =
    settings?.rememberPlace({
      adapter: target.adapter,
      port: state.port,
      room: target.room,
      ...(target.retentionDays !== undefined && { retentionDays: target.retentionDays }),
    }) ??
    (changesPin ? settings?.rememberPin(target.pin) : undefined) ??
    (allowed === kept ? undefined : settings?.rememberAllowed(allowed));
  // The server runs anyway, and the history reports the problem with the disk.
  if (trouble !== undefined) warn(t('host:trouble.not-remembered', { folder: asked.data ?? '' }));
  const shutdown = new Shutdown({ host, t, say: printLine, warn, exit: (code) => process.exit(code) });
  process.on('uncaughtException', shutdown.broken);
  process.on('SIGINT', shutdown.signalled);
  process.on('SIGTERM', shutdown.signalled);
  // The terminal was closed.
  process.on('SIGHUP', shutdown.signalled);
  // Last: a program that reads the link may stop us at once.
  announce(state);
  if (asked.address === undefined && asked.interface === undefined) {
    printLine(t('host:suggested', { adapter: target.adapter }));
  }
  if (pin.kind !== 'none') printLine(t(pin.kind === 'given' ? 'host:pin.asked' : 'host:pin.kept'));
  // The user may not know what was allowed here earlier.
  const stillAllowed = [
    ...(asked.names === undefined ? kept.names : []),
    ...(asked.origins === undefined ? kept.origins : []),
  ];
  if (stillAllowed.length > 0) printLine(t('host:still-allowed', { values: stillAllowed.join(', ') }));
  readCommands(host);
}

/** Runs the commands that the host types. */
function readCommands(host: ChatServer): void {
  const hostActions = new TerminalHostActions(host, t, language);
  const { stdin } = process;
  const pace = new TokenBucket(READ_BURST, READ_PER_SECOND);
  const lines = new TypedLines(stdin, pace, async (line) => {
    try {
      for (const answer of await hostActions.answer(line)) printLine(answer);
    } catch (error) {
      warn(t('host:trouble.fault', { count: 1, detail: detailOf(error) }));
    }
  });
  followTerminal(
    () => mayReadTerminal(stdin.isTTY, process.platform),
    (mayRead) => lines.listen(mayRead),
  );
}

/** Reports problems with the disk, and when they are over. */
let lastPersistence: PersistenceStatus['kind'] = 'saved';
function reportPersistence(keeping: PersistenceStatus): void {
  if (keeping.kind === 'saved') for (const sentence of repairText(keeping, t)) warn(sentence);
  if (keeping.kind === 'saved' && lastPersistence === 'failing') {
    const { lost } = keeping;
    warn(
      lost === undefined
        ? t('host:trouble.saved-again')
        : t('host:unsaved.dropped', { what: unsavedWords(lost, t) }),
    );
  }
  if (keeping.kind === 'failing' && lastPersistence !== 'failing') {
    const { why, detail } = keeping;
    warn(t(`host:trouble.${why === 'failed' ? 'not-saved' : why}`, { detail }));
  }
  lastPersistence = keeping.kind;
}

let lastClock: ClockStatus = {};
function reportClock(news: ClockStatus): void {
  for (const sentence of clockSentences(lastClock, news, { t, language })) warn(sentence);
  lastClock = news;
}

let lastState: HostState = { kind: 'stopped' };
function reportState(state: HostState): void {
  const news = stateNews(lastState, state, t);
  lastState = state;
  if (news === undefined) return;
  printLine(news.sentence);
  if (news.link !== undefined && process.stdout.isTTY) printLine(terminalQr(news.link, process.env));
}

/** Once, and only in a terminal: an unattended machine waits for its guests in silence. */
let hasReportedNoVisitors = false;
function reportNoVisitors({ causes }: Reachability, state: HostState): void {
  const hosting = hostingIn(state);
  if (hasReportedNoVisitors || causes.length === 0 || hosting === undefined || !process.stdout.isTTY) return;
  hasReportedNoVisitors = true;
  printLine(t('host:network.nobody', { adapter: hosting.adapter, port: hosting.port }));
}

function announce({ link, shareable }: Running): void {
  // Set by `npm start` when a window was wanted but there is no display.
  const wanted = process.env.PORCHLIGHT_NO_DISPLAY === '1';
  printLine(t(wanted ? 'host:on-no-display' : 'host:on', { url: link }));
  if (!shareable) printLine(t('host:only-here'));
  else if (process.stdout.isTTY) printLine(terminalQr(link, process.env));
}

/** Chooses each value from the arguments, else the settings, else a default. */
function chooseTarget(
  asked: ServeOptions,
  settings: Settings | undefined,
  pin: PinSource,
  adapters: readonly Adapter[],
): BindTarget {
  const remembered = settings?.read() ?? {};
  const port = asked.port ?? remembered.port ?? PORT_DEFAULT;
  const room = asked.room ?? settings?.readRoom() ?? t('shared:room');
  const retentionDays = asked.retentionDays ?? remembered.retentionDays;
  const retentionMegabytes = asked.limits?.has('history-megabytes')
    ? undefined
    : remembered.retentionMegabytes;
  const rest = {
    port,
    room,
    ...('pin' in pin && { pin: pin.pin }),
    ...(retentionDays !== undefined && { retentionDays }),
    ...(retentionMegabytes !== undefined && { retentionMegabytes }),
  };
  if (asked.address !== undefined) {
    const { address } = asked;
    const adapter = adapters.find(({ addresses }) => addresses.includes(address))?.name ?? '';
    return { adapter, address, exact: true, ...rest };
  }
  const name = asked.interface ?? remembered.adapter;
  const named = adapters.find((each) => each.name === name && each.addresses.length > 0);
  if (asked.interface !== undefined && named === undefined) {
    giveUp(EXIT_CANNOT_HOST, problemText({ code: 'adapter-gone', adapter: asked.interface }, adapters));
  }
  const chosen = named ?? adapters.find(({ suggested }) => suggested);
  return { adapter: chosen?.name ?? '', address: chosen?.addresses[0] ?? '127.0.0.1', ...rest };
}

/** For names and for origins: the given ones, else the stored ones. */
function chooseAllowed({ names, origins }: ServeOptions, kept: Allowed): Allowed {
  if (names === undefined && origins === undefined) return kept;
  return { names: names ?? kept.names, origins: origins ?? kept.origins };
}

/** The given limits, else the stored ones, else the defaults, within what the system allows. */
function chooseLimits(
  { limits = new Map(), liftLimits }: ServeOptions,
  settings: Settings | undefined,
): HostLimits {
  const kept = settings === undefined ? [] : keptLimits(settings, t, warn);
  const chosen = hostLimits(new Map([...kept, ...limits]));
  return withinSystem(liftLimits ? liftConnectionLimits(chosen) : chosen, openFilesMax());
}

function problemText(trouble: HostProblem, adapters: readonly Adapter[]): string {
  switch (trouble.code) {
    case 'port-busy':
      return trouble.free === undefined
        ? t('host:trouble.port-busy', { port: trouble.port })
        : t('host:trouble.port-busy-free', { port: trouble.port, free: trouble.free });
    case 'port-forbidden':
      return t('host:trouble.port-forbidden', { port: trouble.port });
    case 'address-gone': {
      const addresses = adapters.flatMap((each) => each.addresses).join(', ');
      return t('host:trouble.address-gone', { address: trouble.address, addresses });
    }
    case 'adapter-gone': {
      const names = adapters.filter((each) => each.addresses.length > 0).map((each) => each.name);
      return t('host:trouble.adapter-gone', { adapter: trouble.adapter, adapters: names.join(', ') });
    }
    case 'folder-in-use':
      return t('host:trouble.folder-in-use', { folder: trouble.folder, holder: trouble.holder });
    case 'failed':
    case 'broken':
      return t('host:trouble.failed', { detail: trouble.detail });
    default:
      return trouble satisfies never;
  }
}

function openSettings(folder: string): Settings {
  try {
    const settings = new Settings(folder);
    const name = settings.putAside();
    if (name !== undefined) warn(t('host:trouble.settings-aside', { name }));
    return settings;
  } catch (error) {
    return giveUp(EXIT_CANNOT_HOST, t('host:trouble.data', { folder, detail: fileFault(error, t) }));
  }
}

function readBuiltPages() {
  try {
    return readPages(fileURLToPath(new URL('../chat', import.meta.url)));
  } catch (error) {
    return giveUp(EXIT_CANNOT_HOST, `${t('host:trouble.pages')} (${detailOf(error)})`);
  }
}

/** The text of an error without its leading code, such as `EACCES: `. */
function detailOf(error: unknown): string {
  return errorText(error).replace(/^E[A-Z\d]+: /, '');
}

/** Prints one sentence and exits. */
function exitWith({ code, sentence }: CommandEnd): never {
  if (code > 1) giveUp(code, sentence);
  printLine(sentence);
  process.exit(code);
}

const [command, ...rest] = args;
if (command === 'export') exitWith(await exportCommand(rest, { t, language }, HISTORY_SCRIPT));
if (command === 'verify') exitWith(await verifyCommand(rest, { t, language }));
const commandLine = parseCommandLine(args, t);
switch (commandLine.kind) {
  case 'host':
    await run(commandLine.asked);
    break;
  case 'help':
    printLine(
      `${t('host:usage.help')}\n\n${t('host:limit.help')}\n${limitLines(t)}\n\n${t('host:terminal.help')}`,
    );
    break;
  case 'version':
    printLine(version);
    break;
  case 'wrong':
    giveUp(EXIT_WRONG_USE, commandLine.sentence);
    break;
  default:
    commandLine satisfies never;
}
