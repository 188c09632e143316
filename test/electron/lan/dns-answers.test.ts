import { decode, encode, type Answer, type Question } from 'dns-packet';
import { expect, test } from 'vitest';
import {
  answersTo,
  contradicts,
  oneShotReply,
  uniqueRecordsOf,
  wantsUnicast,
  withoutKnown,
  yieldsTo,
} from '../../../electron/lan/dns-answers.ts';
import { recordsOf, type HostAnnouncement } from '../../../electron/lan/dns-sd.ts';

const here: HostAnnouncement = { id: 'ab12', room: 'Class 3B', address: '192.168.1.20', port: 8080 };
const elsewhere: HostAnnouncement = { ...here, address: '192.168.1.30' };
const HOST = 'porchlight-ab12.local';
const INSTANCE = 'Class 3B (ab12)._http._tcp.local';

type Kind = 'PTR' | 'SRV' | 'TXT' | 'A' | 'AAAA' | 'NSEC' | 'ANY';
const question = (name: string, type: Kind): Question => ({ name, type: type as 'PTR' });
/** The records after encoding and decoding. */
const sent = (records: readonly Answer[]): Answer[] =>
  decode(encode({ type: 'response', answers: [...records] })).answers ?? [];
const kinds = (records: readonly Answer[]) => records.map(({ type }) => type).join(' ');

test.each<[string, Kind, string, string]>([
  ['_http._tcp.local', 'PTR', 'PTR', 'SRV TXT A NSEC NSEC'],
  ['_HTTP._tcp.local', 'ANY', 'PTR', 'SRV TXT A NSEC NSEC'],
  [INSTANCE, 'SRV', 'SRV', 'PTR TXT A NSEC NSEC'],
  [INSTANCE, 'ANY', 'SRV TXT', 'PTR A NSEC NSEC'],
  [INSTANCE, 'A', 'NSEC', 'PTR SRV TXT A NSEC'],
  [HOST, 'A', 'A', 'PTR SRV TXT NSEC NSEC'],
  ['Porchlight-AB12.local', 'A', 'A', 'PTR SRV TXT NSEC NSEC'],
  [HOST, 'AAAA', 'NSEC', 'PTR SRV TXT A NSEC'],
  ['_services._dns-sd._udp.local', 'PTR', 'PTR', ''],
  ['porchlight-ffff.local', 'A', '', ''],
  ['porchlight-ffff.local', 'AAAA', '', ''],
  ['_ipp._tcp.local', 'PTR', '', ''],
])('a question for %s %s gets %j, with the additional records %j', (name, type, answers, additionals) => {
  const reply = answersTo([question(name, type)], here);
  expect([kinds(reply.answers), kinds(reply.additionals)]).toEqual([answers, additionals]);
});

test('the name has no other address type, and the record lists the types that exist', () => {
  const { answers } = answersTo([question(HOST, 'AAAA')], here);
  expect(sent(answers)).toMatchObject([
    { type: 'NSEC', name: HOST, ttl: 120, flush: true, data: { nextDomain: HOST, rrtypes: ['A'] } },
  ]);
});

test('a question for both address types gets the IPv4 address and a denial of the other', () => {
  expect(kinds(answersTo([question(HOST, 'A'), question(HOST, 'AAAA')], here).answers)).toBe('A NSEC');
});

test('a one-shot query gets its question back, and short TTLs', () => {
  const questions = [question(HOST, 'A')];
  const reply = oneShotReply(answersTo(questions, here), { id: 4_711, questions });
  const read = decode(encode({ type: 'response', ...reply }));
  expect(read).toMatchObject({ id: 4_711, questions: [{ name: HOST, type: 'A', class: 'IN' }] });
  const records = [...(read.answers ?? []), ...(read.additionals ?? [])];
  expect(read.answers).toMatchObject([{ type: 'A', data: here.address, ttl: 10 }]);
  for (const record of records) expect(record).toMatchObject({ ttl: 10, flush: false });
});

test('a record that the asker knows with more than half of its TTL is not repeated', () => {
  const reply = answersTo([question('_http._tcp.local', 'PTR')], here);
  const known = (ttl: number) => sent(reply.answers).map((record) => ({ ...record, ttl }) as Answer);
  expect(withoutKnown(reply, known(60))).toEqual({ answers: [], additionals: [] });
  expect(withoutKnown(reply, known(59))).toEqual(reply);
  const texts = answersTo([question(INSTANCE, 'TXT')], here);
  expect(withoutKnown(texts, sent(recordsOf(here))).answers).toEqual([]);
  expect(withoutKnown(texts, sent(recordsOf({ ...here, room: 'Class' }))).answers).toEqual(texts.answers);
});

test('the top bit of the class requests a unicast response', () => {
  const query = encode({ type: 'query', questions: [question(HOST, 'A')] });
  expect(wantsUnicast(decode(query).questions ?? [])).toBe(false);
  query.writeUInt16BE(0x8001, query.length - 2);
  expect(wantsUnicast(decode(query).questions ?? [])).toBe(true);
});

test.each<[string, Answer[], boolean]>([
  ['its own, as they come back', sent(recordsOf(here)), false],
  ['those of another host', sent(recordsOf({ ...here, id: 'ffff' })), false],
  ['another address for its name', sent(recordsOf(elsewhere)), true],
  ['an address of another kind', [{ type: 'AAAA', name: HOST, ttl: 120, data: 'fe80::1' }], true],
  ['a goodbye', sent(recordsOf(elsewhere, 0)), false],
  ['that there is no more', sent(answersTo([question(HOST, 'AAAA')], here).answers), false],
  ['a name in capitals', [{ type: 'A', name: HOST.toUpperCase(), ttl: 1, data: '192.168.1.30' }], true],
])('detects whether %s conflict with ours', (_, records, does) => {
  expect(contradicts(records, here)).toBe(does);
});

test('of two hosts that probe for a name at once exactly one yields, and no host yields to itself', () => {
  const [one, other] = [sent(uniqueRecordsOf(here)), sent(uniqueRecordsOf(elsewhere))];
  expect([yieldsTo(other, here), yieldsTo(one, elsewhere)].sort()).toEqual([false, true]);
  expect(yieldsTo(one, here)).toBe(false);
});
