/**
 * Opens the house: what was kept of it, the history and the files, or an empty one where nothing can be. It refuses to
 * know whether the host is on.
 */
import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import type { ClockStatus } from '../../contract/model/clock.ts';
import type { HostProblem } from '../../contract/ipc/host-state.ts';
import type { PersistenceStatus } from '../../contract/model/chat-info.ts';
import type { Person } from '../../contract/model/person.ts';
import { Files, type FilesParts, type SentFile } from '../files/files.ts';
import type { UnnamedFiles } from '../files/files-folder.ts';
import { MemoryStore, openedInMemory } from '../history/memory/memory-store.ts';
import {
  repairReportOf,
  StoreError,
  type RepairReport,
  type OpenedStore,
  type Store,
} from '../history/store.ts';
import { SqliteStore } from '../history/thread/sqlite-store.ts';
import { keptUnnamed, mayRemoveUnnamed, rememberKept } from '../history/sqlite/unnamed-files.ts';
import { ChatService } from '../chat/chat-service.ts';
import type { Publish } from './publish.ts';
import { reservedWords } from './reserved-words.ts';
import type { ListeningParts } from './listening.ts';

export interface OpenChatParts extends Pick<ListeningParts, 'limits' | 'warn' | 't'> {
  /** The host's own person, if somebody sits at a window. */
  readonly person?: Person;
  /** Left out where nobody watches. */
  readonly publish?: Publish;
  /** Whether anybody but the host is in, whenever that may have changed. */
  readonly peopled?: (guests: boolean) => void;
  /** Whether what is said is saved changed; told at the start too, unless nobody wanted it. */
  readonly keeping?: (keeping: PersistenceStatus) => void;
  /** The clock of the computer jumped, or much waits to be deleted; for whoever watches nothing else. */
  readonly clock?: (news: ClockStatus) => void;
  /** For measuring: nobody goes too fast. */
  readonly unrestrained?: boolean;
  /** Where the history is kept, and the built script that keeps it; in memory if left out. */
  readonly history?: { readonly folder: string; readonly script: URL };
  /** For tests. */
  readonly files?: Pick<FilesParts, 'disk' | 'pace'>;
}

type HouseOpening =
  | {
      readonly ok: true;
      readonly house: ChatService;
      /** The version of what keeps the history; `undefined` where that is memory. */
      readonly sqlite: string | undefined;
    }
  | { readonly ok: false; readonly trouble: HostProblem };

/** The conversation goes on where it was. @param lobby its name */
export async function openChat(lobby: string, parts: OpenChatParts): Promise<HouseOpening> {
  const { history, person, publish, peopled, keeping, clock, limits, warn, t, unrestrained = false } = parts;
  const unread = (lines: number) => warn(t('host:trouble.unread', { lines }));
  let open: ChatService | undefined = undefined;
  const mended = (what: RepairReport) => open?.repaired(what);
  const store = history && (await SqliteStore.open(history.script, history.folder, { unread, mended }));
  if (store?.ok === false && store.failure === 'in-use') {
    const { folder = '' } = history ?? {};
    return { ok: false, trouble: { code: 'folder-in-use', folder, holder: store.holder ?? '' } };
  }
  const kept = store?.ok === true ? store : undefined;
  const unnamed = kept && unnamedIn(kept.opened);
  const files = await openFiles(parts, kept?.opened.files, unnamed, () => open?.serverInfo.changed());
  if (unnamed?.kind === 'keep' && files !== undefined) await rememberUnnamed(kept?.store, files.unnamed);
  const house: ChatService = new ChatService({
    ...{ lobby, unrestrained, files, unread, megabytes: limits.historyMegabytes },
    operator: { person, name: t('shared:name.host') },
    reserved: reservedWords(),
    store: kept ?? inMemory(store !== undefined),
    persistence: persistenceOf(store, files),
    audience: {
      entries: (entries) => publish?.('entries', entries),
      people: () => {
        publish?.('people', house.people());
        peopled?.(house.connectedPeople.hasAny());
      },
      moderation: () => publish?.('moderation', house.moderationOverview()),
      chatInfo: () => publish?.('chatInfo', house.info()),
      persistence: (status) => keeping?.(status),
      clock: (status) => clock?.(status),
    },
  });
  open = house;
  if (history !== undefined) keeping?.(house.info().persistence);
  clock?.(house.info().clock);
  // What was announced before is there again.
  publish?.('moderation', house.moderationOverview());
  return { ok: true, house, sqlite: kept?.opened.sqlite };
}

/** @param said the files of what was said before; nothing outlives the host where that is not known */
async function openFiles(
  { history, limits, warn, t, files }: OpenChatParts,
  said: readonly SentFile[] | undefined,
  unnamed: UnnamedFiles = { kind: 'keep' },
  changed: () => void,
): Promise<Files | undefined> {
  const folder = history === undefined || said === undefined ? undefined : join(history.folder, 'files');
  try {
    return await Files.open({
      ...{ folder, limits: limits.files, said: said ?? [], unnamed, changed },
      ...files,
    });
  } catch (error) {
    warn(t('host:trouble.files', { detail: error instanceof Error ? error.message : String(error) }));
    return undefined;
  }
}

function unnamedIn(opened: OpenedStore): UnnamedFiles {
  return mayRemoveUnnamed(opened) ? { kind: 'remove', but: keptUnnamed(opened.settings) } : { kind: 'keep' };
}

/** They are kept the next time too, when the history is whole again. */
async function rememberUnnamed(store: Store | undefined, ids: readonly string[]): Promise<void> {
  try {
    await store?.commit(rememberKept(ids));
  } catch (error) {
    // Until it is remembered all of them are kept.
    if (!(error instanceof StoreError)) throw error;
  }
}

/** @param isSubstitute whether a disk should have kept what is said */
function inMemory(isSubstitute: boolean): { readonly store: Store; readonly opened: OpenedStore } {
  return {
    store: new MemoryStore(isSubstitute),
    opened: openedInMemory(randomBytes(8).toString('hex')),
  };
}

type SqliteOpening = Awaited<ReturnType<typeof SqliteStore.open>>;

/** @param opening left out where nothing is to be saved */
function persistenceOf(opening: SqliteOpening | undefined, files: Files | undefined): PersistenceStatus {
  if (opening === undefined) return { kind: 'memory' };
  if (opening.ok) {
    const unnamedFiles = files?.unnamed.length ?? 0;
    return {
      kind: 'saved',
      ...repairReportOf(opening.opened),
      ...(unnamedFiles > 0 && { unnamedFiles }),
    };
  }
  // It is not tried again, whatever was wrong.
  const { failure, detail } = opening;
  const why = failure === 'newer' || failure === 'no-file' ? failure : 'failed';
  return { kind: 'failing', why, detail };
}
