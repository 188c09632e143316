import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { FILE_NAME_BYTES_MAX, FILES_PER_MESSAGE_MAX } from '../../../../contract/model/attachment.ts';
import {
  acceptFiles,
  progressOf,
  shortName,
  trayOf,
  type OutgoingUpload,
} from '../../../../renderer/guest/state/uploads.ts';

const terms = { bytesMax: 100, bytesLeft: 250 };
const chosen = (key: string, bytes: number) => ({ key, name: `${key}.bin`, bytes });

function codes(
  files: readonly { key: string; name: string; bytes: number }[],
  uploads: readonly OutgoingUpload[] = [],
) {
  const admitted = acceptFiles(uploads, 'lobby', files, terms);
  return [
    trayOf(admitted.uploads, 'lobby').map(({ key }) => key),
    admitted.refused.map(({ name, code }) => [name, code]),
  ];
}

describe('a chosen file', () => {
  it('is accepted up to the size limit, but not when empty', () => {
    expect(codes([chosen('a', 100), chosen('b', 101), chosen('c', 0)])).toEqual([
      ['a'],
      [
        ['b.bin', 'too-large'],
        ['c.bin', 'empty'],
      ],
    ]);
  });

  it('is accepted while the host has space for all files together', () => {
    expect(codes([chosen('a', 100), chosen('b', 100), chosen('c', 51), chosen('d', 50)])).toEqual([
      ['a', 'b', 'd'],
      [['c.bin', 'no-room']],
    ]);
  });

  it('counts only the bytes the host has not received', () => {
    const sending = {
      key: 'x',
      room: 'r2',
      name: 'x',
      bytes: 100,
      state: { is: 'sending', sent: 40 },
    } as const;
    const ready = { ...sending, key: 'y', state: { is: 'ready', uploaded: { id: 'f' } } } as const;
    const failed = { ...sending, key: 'z', state: { is: 'failed', code: 'refused' } } as const;
    const files = [chosen('a', 100), chosen('b', 91), chosen('c', 90)];
    expect(codes(files, [sending, ready, failed])).toEqual([['a', 'c'], [['b.bin', 'no-room']]]);
  });

  it('is accepted up to the limit of one message, not counting sent ones', () => {
    const ten = Array.from({ length: FILES_PER_MESSAGE_MAX }, (_, place) => chosen(`${place}`, 1));
    expect(codes([...ten, chosen('more', 1)])[1]).toEqual([['more.bin', 'too-many']]);
    const said = acceptFiles([], 'lobby', ten, terms).uploads.map((each): OutgoingUpload => ({
      ...each,
      message: 'ref',
    }));
    expect(codes([chosen('more', 1)], said)).toEqual([['more'], []]);
  });

  it('is refused if the host accepts no files', () => {
    expect(acceptFiles([], 'lobby', [chosen('a', 1)], undefined).refused).toMatchObject([
      { code: 'not-taken' },
    ]);
  });
});

it('computes the progress of an upload', () => {
  expect(progressOf({ bytes: 10, state: { is: 'waiting' } })).toBe(0);
  expect(progressOf({ bytes: 10, state: { is: 'paused', sent: 5 } })).toBe(0.5);
  expect(progressOf({ bytes: 10, state: { is: 'ready', uploaded: { id: 'f' } } })).toBe(1);
});

describe('a file name', () => {
  it('is shortened between characters and keeps its extension', () => {
    expect(shortName(`${'я'.repeat(200)}.tar.gz`)).toBe(`${'я'.repeat(126)}.gz`);
  });

  it('always fits, and is unchanged if it fitted before', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 400 }), (name) => {
        const short = shortName(name);
        const bytes = Buffer.byteLength(name);
        expect(Buffer.byteLength(short)).toBeLessThanOrEqual(FILE_NAME_BYTES_MAX);
        if (bytes <= FILE_NAME_BYTES_MAX) expect(short).toBe(name);
      }),
    );
  });
});
