/** Tests of files and their messages through the whole reducer. */
import { describe, expect, it } from 'vitest';
import type { ServerMessage } from '../../../../contract/wire/server-message.ts';
import { initialConversation, type Conversation } from '../../../../renderer/guest/state/conversation.ts';
import { reduce, type Action } from '../../../../renderer/guest/state/reduce.ts';
import { trayOf, type UploadState } from '../../../../renderer/guest/state/uploads.ts';
import { draftIn } from '../../../../renderer/guest/state/drafts.ts';
import { welcome } from '../fake-socket.ts';
import { ada, says } from '../fake-server.ts';

const ready = (id: string): UploadState => ({ is: 'ready', uploaded: { id } });

function heard(message: ServerMessage): Action {
  return { type: 'message-received', message, now: 0 };
}
function moved(key: string, state: UploadState): Action {
  return { type: 'files', change: { do: 'set-state', key, state } };
}
function wrote(text: string): Action {
  return { type: 'draft-changed', room: 'lobby', draft: { text, mode: { is: 'new' }, notice: undefined } };
}
const said: Action = { type: 'message-sent', ref: 'r1', at: 1 };

/** A person who has joined and chosen these files. */
function withFiles(keys: readonly string[], ...more: readonly Action[]): Conversation {
  const chosen = keys.map((key) => ({ key, name: `${key}.txt`, bytes: 10 }));
  const all: readonly Action[] = [
    heard({ ...welcome, files: { bytesMax: 100, bytesLeft: 1_000 } }),
    { type: 'files', change: { do: 'choose', room: 'lobby', chosen, refused: [] } },
    ...more,
  ];
  return all.reduce(reduce, initialConversation({ name: 'Ada' }));
}
const tray = (now: Conversation) => trayOf(now.uploads, 'lobby').map(({ key }) => key);

describe('a message with files', () => {
  it('takes the files of the tray, with or without text', () => {
    const now = withFiles(['a', 'b'], said);
    expect(now.outbox).toMatchObject([{ ref: 'r1', text: '', files: [{ key: 'a' }, { key: 'b' }] }]);
    expect(tray(now)).toEqual([]);
    expect(withFiles(['a'], wrote('look'), said).outbox).toMatchObject([{ text: 'look' }]);
  });

  it('records each uploaded file, before and after sending', () => {
    const now = withFiles(['a', 'b'], moved('b', ready('fb')), said, moved('a', ready('fa')));
    expect(now.outbox[0]?.files).toMatchObject([{ uploaded: { id: 'fa' } }, { uploaded: { id: 'fb' } }]);
  });

  it('is removed with its files once acknowledged', () => {
    const now = withFiles(['a'], said, moved('a', ready('fa')));
    const after = reduce(now, heard(says(1, '', ada, { ref: 'r1' })));
    expect(after).toMatchObject({ outbox: [], uploads: [] });
  });

  it('is not sent while one of its files has failed', () => {
    const now = withFiles(['a'], wrote('look'), moved('a', { is: 'failed', code: 'refused' }), said);
    expect(now.outbox).toEqual([]);
    expect(draftIn(now.drafts, 'lobby')).toMatchObject({ text: 'look', notice: { code: 'file-failed' } });
  });

  it('returns to the composer without loss when an upload fails', () => {
    const now = withFiles(['a', 'b'], wrote('look'), said, moved('a', { is: 'failed', code: 'gone' }));
    expect(now.outbox).toEqual([]);
    expect(tray(now)).toEqual(['a', 'b']);
    expect(draftIn(now.drafts, 'lobby')).toMatchObject({ text: 'look', notice: { code: 'file-failed' } });
  });

  it('can be cancelled until the host may have it', () => {
    const unsaid: Action = { type: 'files', change: { do: 'cancel', ref: 'r1' } };
    const now = withFiles(['a'], wrote('look'), said, unsaid);
    expect(now.outbox).toEqual([]);
    expect(tray(now)).toEqual(['a']);
    expect(draftIn(now.drafts, 'lobby')).toEqual({ text: 'look', mode: { is: 'new' }, notice: undefined });
    expect(withFiles(['a'], said, moved('a', ready('fa')), unsaid).outbox).toHaveLength(1);
  });

  it('is sent again with its files if the host lost one', () => {
    const now = withFiles(['a'], said, moved('a', ready('fa')));
    const after = reduce(now, heard({ type: 'error', code: 'file-gone', ref: 'r1' }));
    expect(after.uploads).toMatchObject([{ key: 'a', state: { is: 'waiting' } }]);
    expect(tray(after)).toEqual(['a']);
  });

  it('is sent without a thumbnail that the host refused', () => {
    const state = { is: 'ready', uploaded: { id: 'fa', thumbnail: 'ft' } } as const;
    const now = withFiles(['a'], said, moved('a', state));
    const after = reduce(now, heard({ type: 'error', code: 'thumbnail-invalid', ref: 'r1' }));
    expect(after.uploads).toMatchObject([{ state: { uploaded: { id: 'fa' } } }]);
    expect(after.uploads[0]?.state).not.toHaveProperty('uploaded.thumbnail');
  });

  it('returns to the tray with its uploaded files after a reload', () => {
    const outgoing = { ref: 'r1', room: 'lobby', text: 'look', at: 1 };
    const files = [{ key: 'a', name: 'a.txt', bytes: 10, uploaded: { id: 'fa' } }];
    const now = reduce(
      initialConversation({ name: 'Ada', outbox: [{ ...outgoing, files }] }),
      heard(welcome),
    );
    const after = reduce(now, heard({ type: 'error', code: 'text-too-long', ref: 'r1' }));
    expect(after.uploads).toMatchObject([{ key: 'a', room: 'lobby', state: ready('fa') }]);
    const gone = reduce(now, heard({ type: 'error', code: 'file-gone', ref: 'r1' }));
    expect(gone.uploads).toEqual([]);
  });

  it('moves to the lobby when its room is closed, sent or not', () => {
    const room = { id: 'r2', name: 'Two', latest: 0 };
    const other: Action = { type: 'opened', room: 'r2' };
    const step = {
      do: 'choose',
      room: 'r2',
      chosen: [{ key: 'x', name: 'x', bytes: 1 }],
      refused: [],
    } as const;
    const { rooms, retention } = welcome;
    const start: readonly Action[] = [
      heard({ ...welcome, rooms: [...rooms, room], files: { bytesMax: 100, bytesLeft: 100 } }),
      other,
      { type: 'files', change: step },
    ];
    const closed = heard({ type: 'server-info', rooms, retention });
    for (const actions of [start, [...start, said]]) {
      const now = [...actions, closed].reduce(reduce, initialConversation({ name: 'Ada' }));
      expect(now.outbox).toEqual([]);
      expect(tray(now)).toEqual(['x']);
    }
  });
});

it('removed files are not sent, and refused files are listed until dismissed', () => {
  const removed: Action = { type: 'files', change: { do: 'remove', key: 'a' } };
  expect(tray(withFiles(['a', 'b'], removed))).toEqual(['b']);
  const step = {
    do: 'choose',
    room: 'lobby',
    chosen: [{ key: 'x', name: 'x', bytes: 0 }],
    refused: [],
  } as const;
  const now = withFiles([], { type: 'files', change: step });
  expect(now.refusedFiles).toMatchObject([{ name: 'x', code: 'empty' }]);
  expect(reduce(now, { type: 'files', change: { do: 'dismiss' } }).refusedFiles).toEqual([]);
});
