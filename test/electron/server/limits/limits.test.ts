import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  CONNECTION_LIMITS_DEFAULT,
  CONNECTION_LIMITS_OFF,
} from '../../../../electron/http/connection-limits.ts';
import {
  hostLimits,
  liftConnectionLimits,
  HOST_LIMITS_DEFAULT,
  parseLimits,
  RANGES,
  withinSystem,
} from '../../../../electron/server/limits/limits.ts';
import { WEBSOCKET_LIMITS_DEFAULT as CONNECTION_DEFAULT } from '../../../../electron/websocket/limits.ts';

/** The limits of a host, by the names and units that users type. */
function kept(raw: unknown): Record<string, number> {
  const { crowd, connection, historyMegabytes, files } = hostLimits(parseLimits(raw).chosen);
  return {
    sockets: crowd.socketsMax,
    'sockets-per-address': crowd.socketsPerAddressMax,
    pending: crowd.pendingMax,
    'pending-per-address': crowd.pendingPerAddressMax,
    'message-bytes': connection.messageBytesMax,
    'message-seconds': connection.messageTimeoutMs / 1_000,
    'backlog-bytes': connection.backlogBytesMax,
    'backlog-bytes-in-all': connection.backlogBytesTotalMax,
    'stall-seconds': connection.stallTimeoutMs / 1_000,
    'dead-after-seconds': connection.deadAfterMs / 1_000,
    'history-megabytes': historyMegabytes,
    'file-bytes': files.bytesMax,
    'files-megabytes': files.quotaBytes / 1_048_576,
  };
}

const usual = Object.fromEntries(Object.entries(RANGES).map(([name, range]) => [name, range.usual]));

test('without a choice, the defaults apply', () => {
  expect(kept(undefined)).toEqual(usual);
  expect(kept({})).toEqual(usual);
  expect(HOST_LIMITS_DEFAULT).toMatchObject({
    crowd: CONNECTION_LIMITS_DEFAULT,
    connection: CONNECTION_DEFAULT,
  });
});

test.each(Object.entries(RANGES))(
  '%s can be set from its minimum to its maximum and no further',
  (name, { least, most }) => {
    for (const value of [least, most]) {
      expect(parseLimits({ [name]: value }).refused).toEqual([]);
      expect(kept({ [name]: value })).toEqual({ ...usual, [name]: value });
    }
    for (const value of [least - 1, most + 1, least + 0.5, Infinity, NaN, String(least), null, [least], {}]) {
      expect(parseLimits({ [name]: value }).refused).toEqual([{ code: 'out-of-range', name }]);
      expect(kept({ [name]: value })).toEqual(usual);
    }
  },
);

test('the maximums are the hard ones', () => {
  expect(RANGES['message-bytes'].most).toBe(2 ** 20);
  expect(RANGES['backlog-bytes'].most).toBe(2 ** 24);
  expect(RANGES['backlog-bytes-in-all'].most).toBe(2 ** 28);
  expect(RANGES['file-bytes'].most).toBe(2 ** 32);
  expect(RANGES['dead-after-seconds'].most).toBe(60);
});

test('an invalid limit does not affect the others', () => {
  const raw: unknown = JSON.parse(
    '{"sockets": 0, "lamps": 1, "__proto__": 9, "toString": 9, "pending": 100}',
  );
  expect(parseLimits(raw)).toEqual({
    chosen: new Map([['pending', 100]]),
    refused: [
      { code: 'out-of-range', name: 'sockets' },
      ...['lamps', '__proto__', 'toString'].map((name) => ({ code: 'unknown', name })),
    ],
  });
});

test.each([[null], [7], ['sockets=9'], [[9]], [true]])('%j is not a set of limits', (raw) => {
  expect(parseLimits(raw)).toEqual({ chosen: new Map(), refused: [{ code: 'no-limits' }] });
});

test('a ping leaves time to answer it, however short the timeout', () => {
  for (const seconds of [5, 25, 60]) {
    const { connection } = hostLimits(new Map([['dead-after-seconds', seconds]]));
    expect(connection.pingAfterMs).toBe(seconds * 600);
  }
});

test('whatever is requested, accepted limits are within their ranges, and the others were refused', () => {
  const name = fc.oneof(fc.constantFrom(...Object.keys(RANGES)), fc.string());
  const value = fc.oneof(fc.integer({ min: -10, max: 300_000_000 }), fc.anything());
  fc.assert(
    fc.property(fc.oneof(fc.dictionary(name, value), fc.anything()), (raw) => {
      const { chosen, refused } = parseLimits(raw);
      for (const [limit, number] of Object.entries(kept(raw))) {
        const { least, most } = RANGES[limit as keyof typeof RANGES];
        expect(number).toBeGreaterThanOrEqual(least);
        expect(number).toBeLessThanOrEqual(most);
      }
      if (typeof raw === 'object' && raw !== null && !Array.isArray(raw))
        expect(chosen.size + refused.length).toBe(Object.keys(raw).length);
    }),
  );
});

test('for measurements there is no limit on sockets, and the others stay', () => {
  const chosen = hostLimits(new Map([['stall-seconds', 7]]));
  expect(liftConnectionLimits(chosen)).toEqual({ ...chosen, crowd: CONNECTION_LIMITS_OFF });
});

test('there are never more sockets than the system allows', () => {
  expect(withinSystem(HOST_LIMITS_DEFAULT, undefined)).toBe(HOST_LIMITS_DEFAULT);
  expect(withinSystem(HOST_LIMITS_DEFAULT, 2_048 + 64)).toBe(HOST_LIMITS_DEFAULT);
  expect(withinSystem(HOST_LIMITS_DEFAULT, 2_048 + 63)).toEqual({
    ...HOST_LIMITS_DEFAULT,
    crowd: { ...CONNECTION_LIMITS_DEFAULT, socketsMax: 2_047 },
    openFilesMax: 2_111,
  });
  expect(withinSystem(HOST_LIMITS_DEFAULT, 10).crowd.socketsMax).toBe(1);
});
