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

describe('what is chosen', () => {
  it('is taken up to the limit of one file, and not when it is empty', () => {
    expect(codes([chosen('a', 100), chosen('b', 101), chosen('c', 0)])).toEqual([
      ['a'],
      [
        ['b.bin', 'too-large'],
        ['c.bin', 'empty'],
      ],
    ]);
  });

  it('is taken as long as the host has room for all of it together', () => {
    expect(codes([chosen('a', 100), chosen('b', 100), chosen('c', 51), chosen('d', 50)])).toEqual([
      ['a', 'b', 'd'],
      [['c.bin', 'no-room']],
    ]);
  });

  it('counts what is still on its way, and only what the host has not', () => {
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

  it('is no more than a message takes; what has been said already does not count', () => {
    const ten = Array.from({ length: FILES_PER_MESSAGE_MAX }, (_, place) => chosen(`${place}`, 1));
    expect(codes([...ten, chosen('more', 1)])[1]).toEqual([['more.bin', 'too-many']]);
    const said = acceptFiles([], 'lobby', ten, terms).uploads.map((each): OutgoingUpload => ({
      ...each,
      message: 'ref',
    }));
    expect(codes([chosen('more', 1)], said)).toEqual([['more'], []]);
  });

  it('is not taken where the host takes none', () => {
    expect(acceptFiles([], 'lobby', [chosen('a', 1)], undefined).refused).toMatchObject([
      { code: 'not-taken' },
    ]);
  });
});

it('tells how far a file has come', () => {
  expect(progressOf({ bytes: 10, state: { is: 'waiting' } })).toBe(0);
  expect(progressOf({ bytes: 10, state: { is: 'paused', sent: 5 } })).toBe(0.5);
  expect(progressOf({ bytes: 10, state: { is: 'ready', uploaded: { id: 'f' } } })).toBe(1);
});

describe('a name', () => {
  it('that is too long keeps its ending and whole characters', () => {
    expect(shortName(`${'я'.repeat(200)}.tar.gz`)).toBe(`${'я'.repeat(126)}.gz`);
  });

  it('always fits, and is left alone if it did', () => {
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
