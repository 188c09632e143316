/** The same host without a window: arguments in, one line with the link out, and a clean end on SIGINT or SIGTERM. */
import { fileURLToPath } from 'node:url';
import { renderUnicodeCompact } from 'uqr';
import { version } from '../package.json';
import { PORT_DEFAULT, type Adapter, type Choice, type Running, type Trouble } from '../contract/ipc.ts';
import { parseCommandLine, type Asked } from './command-line.ts';
import { ChatHost, type Place } from './host.ts';
import { isLoopback } from './http/guard.ts';
import { readPages } from './http/pages.ts';
import { readAdapters } from './lan/adapters.ts';
import { Settings } from './settings.ts';
import { LIMITS_DEFAULT, LIMITS_LIFTED } from './limits.ts';
import { hostWords } from './words.ts';

const EXIT_WRONG_USE = 2;
const EXIT_CANNOT_HOST = 3;

const t = hostWords();
const say = (line: string) => process.stdout.write(`${line}\n`);

/** One sentence on stderr, and the end. */
function giveUp(code: number, sentence: string): never {
  process.stderr.write(`${sentence}\n`);
  process.exit(code);
}

async function run(asked: Asked): Promise<void> {
  const settings = asked.data === undefined ? undefined : openSettings(asked.data);
  const adapters = await readAdapters();
  const place = choosePlace(asked, settings?.read(), adapters);
  if (asked.liftLimits && !isLoopback(place.address)) giveUp(EXIT_WRONG_USE, t('host:usage.lift-limits'));
  const host = new ChatHost({
    pages: readBuiltPages(),
    t,
    adapters: readAdapters,
    limits: asked.liftLimits ? LIMITS_LIFTED : LIMITS_DEFAULT,
  });
  const state = await host.start(place);
  if (state.kind === 'stopped' && state.trouble !== undefined) {
    giveUp(EXIT_CANNOT_HOST, inWords(state.trouble, adapters));
  }
  if (state.kind !== 'running') return;
  const trouble = settings?.remember({ adapter: place.adapter, port: state.port, room: place.room });
  if (trouble !== undefined) {
    process.stderr.write(`${t('host:trouble.data', { folder: asked.data ?? '', detail: trouble })}\n`);
  }
  const stop = once(async () => {
    await host.stop();
    say(t('host:off'));
    process.exit(0);
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
  if (asked.address !== undefined) {
    const { address } = asked;
    const adapter = adapters.find(({ addresses }) => addresses.includes(address))?.name ?? '';
    return { adapter, address, port, room };
  }
  const name = asked.interface ?? remembered?.adapter;
  const named = adapters.find((each) => each.name === name && each.addresses.length > 0);
  if (asked.interface !== undefined && named === undefined) {
    giveUp(EXIT_CANNOT_HOST, inWords({ code: 'adapter-gone', adapter: asked.interface }, adapters));
  }
  const chosen = named ?? adapters.find(({ suggested }) => suggested);
  return { adapter: chosen?.name ?? '', address: chosen?.addresses[0] ?? '127.0.0.1', port, room };
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
    case 'failed':
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

const commandLine = parseCommandLine(process.argv.slice(2), t);
switch (commandLine.kind) {
  case 'host':
    await run(commandLine.asked);
    break;
  case 'help':
    say(t('host:usage.help'));
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
