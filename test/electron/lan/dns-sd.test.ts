import type { Answer } from 'dns-packet';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  hostNameOf,
  hostNamesOf,
  instanceOf,
  recordsOf,
  renamed,
  sightingsIn,
  type HostAnnouncement,
} from '../../../electron/lan/dns-sd.ts';

const here: HostAnnouncement = { id: 'ab12', room: 'Class 3B', address: '192.168.1.20', port: 8080 };
test('another host finds the announced host, at the address the packet came from', () => {
  expect(sightingsIn(recordsOf(here), '192.168.1.99')).toEqual([
    {
      key: 'Class 3B (ab12)._http._tcp.local',
      name: 'Class 3B',
      link: 'http://192.168.1.99:8080',
      seconds: 120,
    },
  ]);
  expect(sightingsIn(recordsOf(here, 0), '192.168.1.99')).toMatchObject([{ seconds: 0 }]);
});

test('a host whose name is in use has 8 more to try', () => {
  expect(renamed(here)).toEqual({ ...here, id: 'ab12-2' });
  expect(hostNamesOf(here)).toEqual([
    'porchlight-ab12.local',
    ...[2, 3, 4, 5, 6, 7, 8, 9].map((number) => `porchlight-ab12-${number}.local`),
  ]);
  expect(renamed({ ...here, id: 'ab12-9' })).toBeUndefined();
});

test('the name and the texts fit, in any script and with dots', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', minLength: 1, maxLength: 64 }), (room) => {
      const announcement = { ...here, room };
      const [label = '', ...rest] = instanceOf(announcement).split('.');
      expect(rest.join('.')).toBe('_http._tcp.local');
      expect(Buffer.byteLength(label)).toBeLessThanOrEqual(63);
      for (const record of recordsOf(announcement)) {
        if (record.type !== 'TXT') continue;
        for (const text of [record.data].flat()) expect(Buffer.byteLength(text)).toBeLessThanOrEqual(255);
      }
      expect(hostNameOf(announcement)).toMatch(/^[a-z0-9-]+\.local$/);
    }),
  );
});

const srv = (name: string, port: number): Answer => ({
  type: 'SRV',
  name,
  ttl: 99_999,
  data: { port, target: 'x' },
});
const txt = (name: string, ...texts: string[]): Answer => ({
  type: 'TXT',
  name,
  data: texts.map((each) => Buffer.from(each)),
});
const NAME = 'x._http._tcp.local';

test.each<[string, Answer[], unknown[]]>([
  ['a printer', [srv(NAME, 80), txt(NAME, 'path=/')], []],
  ['a printer with a room', [srv(NAME, 80), txt(NAME, 'path=/', 'room=x')], []],
  ['no text at all', [srv(NAME, 80)], []],
  ['another service', [srv('x._ipp._tcp.local', 80), txt('x._ipp._tcp.local', 'porchlight=1', 'room=x')], []],
  ['no room', [srv(NAME, 80), txt(NAME, 'porchlight=1')], []],
  ['an empty room', [srv(NAME, 80), txt(NAME, 'porchlight=1', 'room=\u202e \u0007')], []],
  ['a port that is none', [srv(NAME, 0), txt(NAME, 'porchlight=1', 'room=x')], []],
  [
    'a name that would turn round, break lines and go on',
    [srv(NAME, 80), txt(NAME, 'porchlight=1', `room=\u202eevil\n\u001b[2J${'x'.repeat(500)}`)],
    [
      {
        name: expect.stringMatching(/^evil \[2Jx{1,60}$/) as string,
        link: 'http://10.0.0.9:80',
        seconds: 120,
      },
    ],
  ],
])('parses %s', (_, records, found) => {
  expect(sightingsIn(records, '10.0.0.9')).toMatchObject(found);
});

test('stops reading a message with too many records', () => {
  const many = Array.from({ length: 500 }, (_, i) => [
    srv(`${i}.${NAME}`, 80),
    txt(`${i}.${NAME}`, 'porchlight=1', 'room=x'),
  ]);
  expect(sightingsIn(many.flat(), '10.0.0.9').length).toBeLessThanOrEqual(64);
});
