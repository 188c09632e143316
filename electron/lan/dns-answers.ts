/**
 * Answers multicast DNS questions for a host, and detects records of other hosts that conflict with ours (RFC 6762).
 * Pure.
 */
import type { Answer, NsecAnswer, Packet, Question } from 'dns-packet';
import { catalogueRecord, recordsOf, type HostAnnouncement } from './dns-sd.ts';

export interface Reply {
  readonly answers: readonly Answer[];
  /** Records that the asker will need next (RFC 6763 §12). */
  readonly additionals: readonly Answer[];
}

/** The query type for all records (RFC 1035 §3.2.3). */
const ANY: string = 'ANY';
/** Class IN with the unicast-response bit, in the notation of the codec (RFC 6762 §5.4). */
const UNICAST_WANTED = 'UNKNOWN_32769';
/** The TTL limit of RFC 6762 §6.7. */
const ONE_SHOT_SECONDS_MAX = 10;

/** Returns empty lists if no question is about this host. */
export function answersTo(questions: readonly Question[], announcement: HostAnnouncement): Reply {
  const records = allOf(announcement);
  const answers = [...records, catalogueRecord()].filter((record) =>
    questions.some((question) => isAnswer(record, question)),
  );
  const isAbout = answers.some((answer) => records.includes(answer));
  return { answers, additionals: isAbout ? records.filter((record) => !answers.includes(record)) : [] };
}

/** Drops the records that the asker already knows with at least half of their TTL left (RFC 6762 §7.1). */
export function withoutKnown({ answers, additionals }: Reply, known: readonly Answer[]): Reply {
  const isKnown = (answer: Answer) =>
    known.some((each) => isSame(each, answer) && secondsOf(each) * 2 >= secondsOf(answer));
  const left = answers.filter((answer) => !isKnown(answer));
  return { answers: left, additionals: left.length === 0 ? [] : additionals };
}

/**
 * The same reply for a resolver without multicast support, which asks from another port than 5353: it repeats the
 * question, and its TTLs are at most 10 s (RFC 6762 §6.7).
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

/** Whether every question requests a unicast response. */
export function wantsUnicast(questions: readonly Question[]): boolean {
  return questions.every((question) => String(question.class) === UNICAST_WANTED);
}

/** The records that no other host on the network may have. */
export function uniqueRecordsOf(announcement: HostAnnouncement): Answer[] {
  return recordsOf(announcement).filter((record) => 'flush' in record && record.flush === true);
}

/** Whether another host uses our names with different data. */
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

/** When two hosts probe for the same name at once, the one with the later records wins (RFC 6762 §8.2). */
export function yieldsTo(records: readonly Answer[], announcement: HostAnnouncement): boolean {
  if (!contradicts(records, announcement)) return false;
  const theirs = records.filter(({ name }) =>
    uniqueRecordsOf(announcement).some((own) => isName(own.name, name)),
  );
  return orderOf(uniqueRecordsOf(announcement)) < orderOf(theirs);
}

/** Includes NSEC records, which say that the names have no other types (RFC 6762 §6.1). */
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

/** The record's data in a form that is the same before encoding and after decoding. */
function dataOf(record: Answer): string {
  if (record.type === 'SRV') return `${record.data.port} ${record.data.target.toLowerCase()}`;
  if (record.type === 'TXT') return JSON.stringify([record.data].flat().map(String));
  if (record.type === 'PTR' || record.type === 'A') return record.data.toLowerCase();
  return 'data' in record ? JSON.stringify(record.data) : '';
}

/** Any order works as long as both hosts compute the same one. */
function orderOf(records: readonly Answer[]): string {
  return records
    .map((record) => `${record.type} ${dataOf(record)}`)
    .sort()
    .join('\n');
}

function secondsOf(record: Answer | undefined): number {
  return record !== undefined && 'ttl' in record ? (record.ttl ?? 0) : 0;
}
