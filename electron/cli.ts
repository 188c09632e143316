/** The same host without a window: arguments in, one line with the link out, and a clean end on SIGINT or SIGTERM. */
import { fileURLToPath } from 'node:url';
import { renderUnicodeCompact } from 'uqr';
import { version } from '../package.json';
import type { Diagnosis } from '../contract/diagnosis.ts';
import type { Adapter } from '../contract/adapter.ts';
import type { Allowed } from '../contract/allowed.ts';
import { PORT_DEFAULT, type Choice } from '../contract/choice.ts';
import { litIn, type HostState, type Running, type Trouble } from '../contract/host-state.ts';
import type { Keeping } from '../contract/house.ts';
import { LOBBY } from '../contract/room.ts';
import { chooseLanguage } from '../words/language.ts';
import { askedLanguage, parseCommandLine, type Asked } from './command-line.ts';
import { ChatHost } from './host.ts';
import { parseAllowed } from './http/allow-list.ts';
import { isLoopback } from './http/guard.ts';
import { readPages } from './http/pages.ts';
import { readAdapters } from './lan/adapters.ts';
import { keptLimits } from './kept-limits.ts';
import { limitLines } from './limit-words.ts';
import { hostLimits, liftCrowd, withinSystem, type HostLimits } from './limits.ts';
import { openFilesMax } from './open-files.ts';
import type { Place } from './place.ts';
import { Settings } from './settings.ts';
import { stateNews } from './state-words.ts';
import { terminalLanguages } from './terminal-language.ts';
import { exportCommand, verifyCommand, type Ending } from './export-line.ts';
import { hostWords, speakFrom } from './words.ts';

/** Beside this program in dist/. */
const HISTORY_SCRIPT = new URL('../history/history.cjs', import.meta.url);

const EXIT_BROKEN = 1;
const EXIT_WRONG_USE = 2;
const EXIT_CANNOT_HOST = 3;

/** To say goodbye and to save, after a mistake of ours. */
const LAST_CHANCE_MS = 2_500;

const system = Intl.DateTimeFormat().resolvedOptions().locale;
const args = process.argv.slice(2);
const language = askedLanguage(args) ?? chooseLanguage(terminalLanguages(process.env, system));
const t = hostWords(language);
const say = (line: string) => process.stdout.write(`${line}\n`);

const warn = (sentence: string) => process.stderr.write(`${sentence}\n`);

/** One sentence on stderr, and the end. */
function giveUp(code: number, sentence: string): never {
  warn(sentence);
  process.exit(code);
}

async function run(asked: Asked): Promise<void> {
  const settings = asked.data === undefined ? undefined : openSettings(asked.data);
  const adapters = await readAdapters();
  const place = choosePlace(asked, settings?.read(), adapters);
  if (asked.liftLimits && !isLoopback(place.address)) giveUp(EXIT_WRONG_USE, t('host:usage.lift-limits'));
  const kept = parseAllowed(settings?.readAllowed());
  const allowed = chooseAllowed(asked, kept);
  const host = new ChatHost({
    allowed,
    pages: readBuiltPages(),
    t,
    speak: speakFrom(language),
    adapters: readAdapters,
    limits: chooseLimits(asked, settings),
    warn,
    unrestrained: asked.liftLimits,
    guessing: () => warn(t('host:plain.guessing')),
    keeping: (keeping) => tellKeeping(keeping),
    entered: (state) => tellState(state),
    diagnosed: (diagnosis) => tellNobody(diagnosis, host.state),
    ...(asked.data !== undefined && { history: { folder: asked.data, script: HISTORY_SCRIPT } }),
  });
  const state = await host.start(place);
  if (state.kind === 'stopped' && state.trouble !== undefined) {
    giveUp(EXIT_CANNOT_HOST, inWords(state.trouble, adapters));
  }
  if (state.kind !== 'running') return;
  // Before anybody can have come in.
  if (asked.rules?.approve && host.house?.hasModerator() === false) {
    await host.close();
    giveUp(EXIT_WRONG_USE, t('host:usage.approve'));
  }
  if (asked.rules !== undefined) host.house?.setRules(LOBBY, asked.rules);
  const trouble = settings?.rememberPlace({
    ...{ adapter: place.adapter, port: state.port, room: place.room },
    ...(place.keepDays !== undefined && { keepDays: place.keepDays }),
  });
  const more = allowed === kept ? undefined : settings?.rememberAllowed(allowed);
  const detail = trouble ?? more;
  if (detail !== undefined) {
    warn(t('host:trouble.data', { folder: asked.data ?? '', detail }));
  }
  const stop = once(async () => {
    await host.close();
    say(t('host:off'));
    process.exit(0);
  });
  process.on('uncaughtException', (error) => {
    // Nobody knows what is still right, but what was said is not lost with it.
    warn(t('host:trouble.broken', { detail: detailOf(error) }));
    setTimeout(() => process.exit(EXIT_BROKEN), LAST_CHANCE_MS);
    void host.close().finally(() => process.exit(EXIT_BROKEN));
  });
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // The terminal was closed.
  process.on('SIGHUP', stop);
  // Last: whoever reads the link may end us at once.
  announce(state);
  if (asked.address === undefined && asked.interface === undefined) {
    say(t('host:suggested', { adapter: place.adapter }));
  }
  // Whoever starts it may not know what was allowed here once.
  const still = [
    ...(asked.names === undefined ? kept.names : []),
    ...(asked.origins === undefined ? kept.origins : []),
  ];
  if (still.length > 0) say(t('host:still-allowed', { values: still.join(', ') }));
}

/** How the disk is doing, where that is not as it should be, or is so again. */
let told: Keeping['kind'] = 'saved';
function tellKeeping(keeping: Keeping): void {
  if (keeping.kind === 'saved' && keeping.aside !== undefined)
    warn(t('host:trouble.aside', { name: keeping.aside }));
  if (keeping.kind === 'saved' && told === 'failing') warn(t('host:trouble.saved-again'));
  if (keeping.kind === 'failing' && told !== 'failing') {
    const { why, detail } = keeping;
    warn(t(why === 'disk-full' ? 'host:trouble.disk-full' : 'host:trouble.not-saved', { detail }));
  }
  told = keeping.kind;
}

let entered: HostState = { kind: 'stopped' };
function tellState(state: HostState): void {
  const news = stateNews(entered, state, t);
  entered = state;
  if (news === undefined) return;
  say(news.sentence);
  if (news.link !== undefined && process.stdout.isTTY) say(renderUnicodeCompact(news.link));
}

/** Once, and only where somebody sits: a machine in a cupboard waits for its visitors in silence. */
let toldNobody = false;
function tellNobody({ causes }: Diagnosis, state: HostState): void {
  const lit = litIn(state);
  if (toldNobody || causes.length === 0 || lit === undefined || !process.stdout.isTTY) return;
  toldNobody = true;
  say(t('host:follow.nobody', { adapter: lit.adapter, port: lit.port }));
}

function announce({ link, shareable }: Running): void {
  // `npm start` sets it, where a window was wanted and there is nothing to show it on.
  const wanted = process.env.PORCHLIGHT_NO_DISPLAY === '1';
  say(t(wanted ? 'host:on-no-display' : 'host:on', { url: link }));
  if (!shareable) say(t('host:only-here'));
  else if (process.stdout.isTTY) say(renderUnicodeCompact(link));
}

/** What was asked for, else what was remembered, else what is suggested. */
function choosePlace(asked: Asked, remembered: Choice | undefined, adapters: readonly Adapter[]): Place {
  const port = asked.port ?? remembered?.port ?? PORT_DEFAULT;
  const room = asked.room ?? remembered?.room ?? t('shared:room');
  // One that was asked for last week would keep people out without a word.
  const { pin } = asked;
  const keepDays = asked.keepDays ?? remembered?.keepDays;
  const keepMegabytes = asked.limits?.has('history-megabytes') ? undefined : remembered?.keepMegabytes;
  const rest = {
    ...{ port, room },
    ...(pin !== undefined && { pin }),
    ...(keepDays !== undefined && { keepDays }),
    ...(keepMegabytes !== undefined && { keepMegabytes }),
  };
  if (asked.address !== undefined) {
    const { address } = asked;
    const adapter = adapters.find(({ addresses }) => addresses.includes(address))?.name ?? '';
    return { adapter, address, exact: true, ...rest };
  }
  const name = asked.interface ?? remembered?.adapter;
  const named = adapters.find((each) => each.name === name && each.addresses.length > 0);
  if (asked.interface !== undefined && named === undefined) {
    giveUp(EXIT_CANNOT_HOST, inWords({ code: 'adapter-gone', adapter: asked.interface }, adapters));
  }
  const chosen = named ?? adapters.find(({ suggested }) => suggested);
  return { adapter: chosen?.name ?? '', address: chosen?.addresses[0] ?? '127.0.0.1', ...rest };
}

/** Of the names, and of the origins: those that were asked for, else those that were remembered. */
function chooseAllowed({ names, origins }: Asked, kept: Allowed): Allowed {
  if (names === undefined && origins === undefined) return kept;
  return { names: names ?? kept.names, origins: origins ?? kept.origins };
}

/** What was asked for, else what stands in the settings, else what is usual; and no more than the system allows. */
function chooseLimits({ limits = new Map(), liftLimits }: Asked, settings: Settings | undefined): HostLimits {
  const kept = settings === undefined ? [] : keptLimits(settings, t, warn);
  const chosen = hostLimits(new Map([...kept, ...limits]));
  return withinSystem(liftLimits ? liftCrowd(chosen) : chosen, openFilesMax());
}

function inWords(trouble: Trouble, adapters: readonly Adapter[]): string {
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
    return new Settings(folder);
  } catch (error) {
    return giveUp(EXIT_CANNOT_HOST, t('host:trouble.data', { folder, detail: detailOf(error) }));
  }
}

function readBuiltPages() {
  try {
    return readPages(fileURLToPath(new URL('../chat', import.meta.url)));
  } catch (error) {
    return giveUp(EXIT_CANNOT_HOST, `${t('host:trouble.pages')} (${detailOf(error)})`);
  }
}

function detailOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

/** A terminal sends its signal to npm and to us, and npm passes its own on: the second one changes nothing. */
function once(act: () => Promise<void>): () => void {
  let begun = false;
  return () => {
    if (begun) return;
    begun = true;
    void act();
  };
}

/** One sentence, where it belongs, and the end. */
function end({ code, sentence }: Ending): never {
  if (code > 1) giveUp(code, sentence);
  say(sentence);
  process.exit(code);
}

const [command, ...rest] = args;
if (command === 'export') end(await exportCommand(rest, { t, language }, HISTORY_SCRIPT));
if (command === 'verify') end(await verifyCommand(rest, { t, language }));
const commandLine = parseCommandLine(args, t);
switch (commandLine.kind) {
  case 'host':
    await run(commandLine.asked);
    break;
  case 'help':
    say(`${t('host:usage.help')}\n\n${t('host:limit.help')}\n${limitLines(t)}`);
    break;
  case 'version':
    say(version);
    break;
  case 'wrong':
    giveUp(EXIT_WRONG_USE, commandLine.sentence);
    break;
  default:
    commandLine satisfies never;
}
