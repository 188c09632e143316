/**
 * What whoever runs the host is told while it runs, each time in one line. What happens again and again must not fill
 * a log: it is told at once, and then once a second at the most, with how often.
 */
import type { AllowedItem } from '../../contract/ipc/allowed.ts';
import type { ErrorCode } from '../../contract/model/error-code.ts';
import type { Translate } from '../../locales/translate.ts';
import type { HostLimits } from './limits/limits.ts';

const INTERVAL_MS = 1_000;
/** Of an error: what it says, and the places that it came by last. */
const STACK_LINES_MAX = 6;
const DETAIL_LENGTH_MAX = 1_000;

export class ThrottledLog {
  readonly #faults: Tally<unknown>;
  readonly #refusals: Tally<{ readonly code: ErrorCode; readonly address: string }>;
  readonly #turnedAway: Tally<undefined>;
  readonly #notAllowed: Tally<AllowedItem>;

  /** @param warn writes one line; it must not throw */
  constructor(t: Translate, { crowd, openFilesMax }: HostLimits, warn: (sentence: string) => void) {
    this.#faults = new Tally((count, error) =>
      warn(t('host:trouble.fault', { count, detail: inOneLine(error) })),
    );
    this.#refusals = new Tally((count, last) => warn(t('host:trouble.refused', { count, ...last })));
    this.#notAllowed = new Tally((_, { kind, value }) => warn(t(`host:trouble.refused-${kind}`, { value })));
    this.#turnedAway = new Tally((count) =>
      warn(
        openFilesMax === undefined
          ? t('host:trouble.full', { count, most: crowd.socketsMax })
          : t('host:trouble.full-system', { count, files: openFilesMax }),
      ),
    );
  }

  /** Somebody asked for what no page asks for, or what is not theirs. */
  readonly refused = (code: ErrorCode, address: string): void => this.#refusals.add({ code, address });

  /** A mistake of our own, which cost at most one connection. */
  readonly failed = (error: unknown): void => this.#faults.add(error);

  /** Somebody was turned away, since as many sockets are open as may be. */
  readonly full = (): void => this.#turnedAway.add(undefined);

  /** Somebody came by a name, or from a page, that nobody has allowed. */
  readonly notAllowed = (item: AllowedItem): void => this.#notAllowed.add(item);

  /** Tells what was not told yet. */
  stop(): void {
    this.#faults.stop();
    this.#refusals.stop();
    this.#turnedAway.stop();
    this.#notAllowed.stop();
  }
}

/** Counts what happens while it is too early to tell again. */
class Tally<T> {
  readonly #tell: (count: number, last: T) => void;
  #untold: { readonly count: number; readonly last: T } | undefined;
  #interval: NodeJS.Timeout | undefined;

  constructor(tell: (count: number, last: T) => void) {
    this.#tell = tell;
  }

  add(last: T): void {
    this.#untold = { count: (this.#untold?.count ?? 0) + 1, last };
    if (this.#interval === undefined) this.#tellAll();
  }

  stop(): void {
    this.#tellAll();
    clearTimeout(this.#interval);
    this.#interval = undefined;
  }

  #tellAll(): void {
    const untold = this.#untold;
    this.#untold = undefined;
    clearTimeout(this.#interval);
    this.#interval = untold && setTimeout(() => this.#tellAll(), INTERVAL_MS);
    if (untold !== undefined) this.#tell(untold.count, untold.last);
  }
}

/** Nothing in it that a terminal would obey: an error may quote what a peer sent. */
function inOneLine(error: unknown): string {
  const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
  return text
    .split('\n', STACK_LINES_MAX)
    .map((line) => line.trim())
    .join(' ')
    .slice(0, DETAIL_LENGTH_MAX)
    .replace(UNSEEN, (character) => `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`);
}

const UNSEEN = /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}]/gu;
