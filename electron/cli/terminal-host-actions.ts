/**
 * The host's commands in the terminal: shows which network uses how much, and frees it. Each returns the lines to
 * print.
 */
import { fileSize } from '../../locales/file-size.ts';
import type { Language } from '../../locales/language.ts';
import type { Translate } from '../../locales/translate.ts';
import {
  RESOURCES,
  type FreedCounts,
  type NetworkUsage,
  type Usage,
} from '../../contract/ipc/network-usage.ts';
import type { StoredFiles } from '../../contract/ipc/stored-files.ts';
import { TokenBucket } from '../limits/token-bucket.ts';
import type { FileActions } from '../chat/file-actions.ts';
import { parseTerminalCommand, type TerminalCommand } from './terminal-command.ts';
import { turnOf } from '../server/turn-of.ts';

export interface TerminalHost {
  readonly usage: () => Usage | undefined;
  readonly free: (network: string, people: boolean) => Promise<FreedCounts | undefined>;
  readonly house: { readonly fileActions: Pick<FileActions, 'storedFiles' | 'deleteFilesOf'> } | undefined;
}

type Doable = Extract<TerminalCommand, { what: 'help' | 'usage' | 'files' | 'free' | 'delete-files' }>;

/** Stands for people who are no longer known. */
const UNKNOWN_PERSON = '-';
/** Enough for a pasted block of commands, then typing speed. */
const COMMANDS_BURST = 30;
const COMMANDS_PER_SECOND = 1;

export class TerminalHostActions {
  readonly #host: TerminalHost;
  readonly #t: Translate;
  readonly #language: Language;
  readonly #pace = new TokenBucket(COMMANDS_BURST, COMMANDS_PER_SECOND);

  constructor(host: TerminalHost, t: Translate, language: Language) {
    this.#host = host;
    this.#t = t;
    this.#language = language;
  }

  /**
   * Runs a command and returns its output. Nothing is returned for an empty line, or for invalid lines that arrive too
   * fast: a program writes those.
   */
  async answer(line: string): Promise<readonly string[]> {
    const command = parseTerminalCommand(line);
    switch (command.what) {
      case 'nothing':
        return [];
      case 'unknown':
      case 'no-network':
      case 'not-a-network':
      case 'no-person': {
        const { what, ...named } = command;
        return this.#pace.take(performance.now()) > 0 ? [] : [this.#t(`host:terminal.${what}`, named)];
      }
      case 'help':
      case 'usage':
      case 'files':
      case 'free':
      case 'delete-files':
        await turnOf(this.#pace);
        return this.#do(command);
      default:
        return command satisfies never;
    }
  }

  async #do(command: Doable): Promise<readonly string[]> {
    switch (command.what) {
      case 'help':
        return [this.#t('host:terminal.help')];
      case 'usage':
        return this.#usage();
      case 'free':
        return [await this.#free(command.network, command.people)];
      case 'files':
        return this.#files();
      case 'delete-files':
        return [await this.#deleteFiles(command.whom)];
      default:
        return command satisfies never;
    }
  }

  #usage(): readonly string[] {
    const usage = this.#host.usage();
    if (usage === undefined) return [this.#t('host:terminal.off')];
    const { most, taken, networks, others } = usage;
    const all = RESOURCES.map((resource) =>
      this.#t(`host:terminal.${resource}`, {
        number: this.#t('host:terminal.of', { number: taken[resource], most: most[resource] }),
      }),
    );
    return [
      this.#t('host:terminal.all', { what: all.join(', ') }),
      ...networks.map((each) => `${each.network}: ${this.#describe(each)}`),
      ...(networks.length === 0 ? [this.#t('host:terminal.nobody')] : []),
      ...(others > 0 ? [this.#t('host:terminal.others', { number: others })] : []),
    ];
  }

  #describe({ counts, people }: NetworkUsage): string {
    const what = RESOURCES.flatMap((resource) => {
      const number = counts[resource];
      return number === 0 ? [] : this.#t(`host:terminal.${resource}`, { number });
    });
    return [...what, this.#t('host:terminal.people', { number: people })].join(', ');
  }

  async #free(network: string, people: boolean): Promise<string> {
    const freed = await this.#host.free(network, people);
    if (freed === undefined) return this.#t('host:terminal.off');
    const { connections, uploads, waiting, people: removed } = freed;
    const what = [
      this.#t('host:terminal.unjoined', { number: connections }),
      this.#t('host:terminal.uploads', { number: uploads }),
      this.#t('host:terminal.waiting', { number: waiting }),
      ...(people ? [this.#t('host:terminal.people', { number: removed })] : []),
    ];
    return this.#t('host:terminal.freed', { network, what: what.join(', ') });
  }

  #files(): readonly string[] {
    const stored = this.#host.house?.fileActions.storedFiles();
    if (stored === undefined) return [this.#t('host:terminal.off')];
    if (stored.length === 0) return [this.#t('host:terminal.no-files')];
    return stored.map(({ id, name = '', bytes }) =>
      `${id || UNKNOWN_PERSON}  ${fileSize(bytes, this.#language)}  ${name}`.trimEnd(),
    );
  }

  async #deleteFiles(whom: string): Promise<string> {
    const { house } = this.#host;
    if (house === undefined) return this.#t('host:terminal.off');
    const found = findOwners(house.fileActions.storedFiles(), whom);
    const [one, other] = found;
    if (one === undefined) return this.#t('host:terminal.no-files-of', { name: whom });
    if (other !== undefined) {
      const ids = found.map(({ id }) => id).join(', ');
      return this.#t('host:terminal.several', { name: whom, ids });
    }
    const deleted = await house.fileActions.deleteFilesOf(one.id);
    return deleted.ok
      ? this.#t('host:terminal.deleted', { name: one.name ?? whom })
      : this.#t('host:terminal.not-deleted', { name: one.name ?? whom });
  }
}

/** The person with this id, otherwise all with this name. */
function findOwners(stored: readonly StoredFiles[], whom: string): readonly StoredFiles[] {
  const id = whom === UNKNOWN_PERSON ? '' : whom;
  const ofId = stored.filter((each) => each.id === id);
  return ofId.length > 0 ? ofId : stored.filter(({ name }) => name === whom);
}
