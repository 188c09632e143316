/**
 * What a host answers to questions of multicast DNS, and which records of others contradict it (RFC 6762). Pure: it
 * refuses to know sockets and clocks.
 */
import type { Answer, NsecAnswer, Packet, Question } from 'dns-packet';
import { catalogueRecord, recordsOf, type HostAnnouncement } from './dns-sd.ts';

export interface Reply {
  readonly answers: readonly Answer[];
  /** What whoever asked will want next (RFC 6763 §12). */
  readonly additionals: readonly Answer[];
}

/** RFC 1035 §3.2.3 */
const ANY: string = 'ANY';
/** Class IN with the bit that asks for an answer to oneself, as the codec tells it (RFC 6762 §5.4). */
const UNICAST_WANTED = 'UNKNOWN_32769';
/** RFC 6762 §6.7 */
const ONE_SHOT_SECONDS_MAX = 10;

/** Nothing if they are none of its business. */
export function answersTo(questions: readonly Question[], announcement: HostAnnouncement): Reply {
  const records = allOf(announcement);
  const answers = [...records, catalogueRecord()].filter((record) =>
    questions.some((question) => isAnswer(record, question)),
  );
  const isAbout = answers.some((answer) => records.includes(answer));
  return { answers, additionals: isAbout ? records.filter((record) => !answers.includes(record)) : [] };
}

/** Without what whoever asks has known for less than half of its time (RFC 6762 §7.1). */
export function withoutKnown({ answers, additionals }: Reply, known: readonly Answer[]): Reply {
  const isKnown = (answer: Answer) =>
    known.some((each) => isSame(each, answer) && secondsOf(each) * 2 >= secondsOf(answer));
  const left = answers.filter((answer) => !isKnown(answer));
  return { answers: left, additionals: left.length === 0 ? [] : additionals };
}

/**
 * The same for whoever asks once, from a port of its own, as resolvers do that know nothing of multicast: with the
 * question, and nothing that they would keep for long (RFC 6762 §6.7).
 */
export function oneShotReply(
  { answers, additionals }: Reply,
  { id = 0, questions = [] }: Packet,
): Packet & { readonly answers: Answer[] } {
  const short = (record: Answer): Answer =>
    'ttl' in record
      ? { ...record, ttl: Math.min(secondsOf(record), ONE_SHOT_SECONDS_MAX), flush: false }
      : record;
  return {
    id,
    questions: questions.map(({ name, type }) => ({ name, type })),
    answers: answers.map(short),
    additionals: additionals.map(short),
  };
}

/** Whether all of the questions want an answer to whoever asks alone. */
export function wantsUnicast(questions: readonly Question[]): boolean {
  return questions.every((question) => String(question.class) === UNICAST_WANTED);
}

/** Those that nobody else on the network may have. */
export function uniqueRecordsOf(announcement: HostAnnouncement): Answer[] {
  return recordsOf(announcement).filter((record) => 'flush' in record && record.flush === true);
}

/** Whether others say something else about our names, which means that they have them too. */
export function contradicts(records: readonly Answer[], announcement: HostAnnouncement): boolean {
  const own = uniqueRecordsOf(announcement);
  return records.some(
    (record) =>
      record.type !== 'NSEC' &&
      secondsOf(record) > 0 &&
      own.some(({ name }) => isName(name, record.name)) &&
      !own.some((each) => isSame(each, record)),
  );
}

/** Of two hosts that ask for one name at the same time the one with the later records has it (RFC 6762 §8.2). */
export function yieldsTo(records: readonly Answer[], announcement: HostAnnouncement): boolean {
  if (!contradicts(records, announcement)) return false;
  const theirs = records.filter(({ name }) =>
    uniqueRecordsOf(announcement).some((own) => isName(own.name, name)),
  );
  return orderOf(uniqueRecordsOf(announcement)) < orderOf(theirs);
}

/** With what says that there is nothing else under its names (RFC 6762 §6.1). */
function allOf(announcement: HostAnnouncement): Answer[] {
  const records = recordsOf(announcement);
  const names = [...new Set(uniqueRecordsOf(announcement).map(({ name }) => name))];
  return [...records, ...names.map((name) => nothingElse(name, records))];
}

function nothingElse(name: string, records: readonly Answer[]): NsecAnswer {
  const own = records.filter((record) => record.name === name);
  const rrtypes = own.map(({ type }) => type);
  return { type: 'NSEC', name, ttl: secondsOf(own[0]), flush: true, data: { nextDomain: name, rrtypes } };
}

function isAnswer(record: Answer, { name, type }: Question): boolean {
  if (!isName(record.name, name)) return false;
  if (record.type !== 'NSEC') return type === record.type || type === ANY;
  return type !== ANY && (type === 'NSEC' || !record.data.rrtypes.includes(type));
}

function isName(one: string, other: string): boolean {
  return one.toLowerCase() === other.toLowerCase();
}

function isSame(one: Answer, other: Answer): boolean {
  return isName(one.name, other.name) && one.type === other.type && dataOf(one) === dataOf(other);
}

/** What a record says, the same before it is sent and after it is read. */
function dataOf(record: Answer): string {
  if (record.type === 'SRV') return `${record.data.port} ${record.data.target.toLowerCase()}`;
  if (record.type === 'TXT') return JSON.stringify([record.data].flat().map(String));
  if (record.type === 'PTR' || record.type === 'A') return record.data.toLowerCase();
  return 'data' in record ? JSON.stringify(record.data) : '';
}

/** Any order that both hosts see alike will do. */
function orderOf(records: readonly Answer[]): string {
  return records
    .map((record) => `${record.type} ${dataOf(record)}`)
    .sort()
    .join('\n');
}

function secondsOf(record: Answer | undefined): number {
  return record !== undefined && 'ttl' in record ? (record.ttl ?? 0) : 0;
}
