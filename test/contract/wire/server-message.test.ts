import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseServerMessage } from '../../../contract/wire/server-message.ts';

const person = { id: 'a1', name: 'Ada', role: 'guest', via: 'page' };
const entry = { type: 'message', room: 'lobby', seq: 1, at: 2, from: person, text: 'hello', ref: 'r1' };
const stamp = { room: 'lobby', seq: 1, at: 2 };
const change = { ...stamp, target: 1, by: person, ref: 'r1' };
const room = { id: 'a1+b2', name: '', with: person, latest: 3 };
const page = { room: 'lobby', entries: [entry], first: true, last: false };

const messages = [
  {
    type: 'welcome',
    ...{ log: 'l', you: person, token: 't', people: [{ ...person, asleep: true }], rooms: [room] },
    ...{ retention: { saved: true, days: 90 }, pages: [page], gone: ['b2'], peopleVersion: 'run.7' },
  },
  { type: 'arrivals', ...stamp, people: ['a1 Ada', 'b2 Bo Peep'], peopleVersion: 'run.9' },
  {
    ...entry,
    reply: { seq: 1, from: person, text: 'x' },
    mentions: ['a1'],
    reactions: [{ emoji: '👍', by: ['a1'], others: 780 }],
    edited: true,
    changed: 4,
  },
  { ...entry, text: '', deleted: true },
  { type: 'joined', ...stamp, person },
  { type: 'left', ...stamp, person, goodbye: true },
  { type: 'renamed', ...stamp, person, before: 'Bo' },
  { type: 'edited', ...change, text: 'y', mentions: ['a1'] },
  { type: 'deleted', ...change },
  { type: 'reacted', ...change, emoji: '👍', on: true },
  { type: 'reacted', ...change, emoji: '👍', on: true, again: true },
  { type: 'page', ref: 'p1', ...page },
  { type: 'found', ref: 's1', messages: [entry], older: 7 },
  { type: 'server-info', rooms: [room], retention: { saved: false }, fallbackLink: 'http://10.0.0.7:8080' },
  { type: 'room-opened', room },
  { type: 'typing', room: 'lobby', id: 'a1' },
  { type: 'presence', id: 'a1', asleep: true },
  { type: 'error', code: 'too-fast', ref: 'r1', seconds: 3 },
  { type: 'heartbeat', peopleVersion: 'run.7' },
];

describe('what the host sends', () => {
  it('is shown without a pile of marks, whoever said it on plain text', () => {
    const piled = { ...entry, text: `x${'\u0323'.repeat(9)}` };
    expect(parseServerMessage(JSON.stringify(piled))).toMatchObject({ text: `x${'\u0323'.repeat(8)}` });
  });

  it.each([
    'javascript:alert(1)',
    'http://evil.example',
    'https://10.0.0.7',
    'http://a@10.0.0.7',
    'http://10.0.0.7/x',
  ])('names no other link than that of a host: %s', (fallbackLink) => {
    const house = { type: 'server-info', rooms: [room], retention: { saved: false } };
    expect(parseServerMessage(JSON.stringify({ ...house, fallbackLink }))).toEqual(house);
  });

  it.each(messages)('is read whole: $type', (message) => {
    expect(parseServerMessage(JSON.stringify(message))).toEqual(message);
  });

  it.each(messages)('is read or ignored without any of its fields: $type', (message) => {
    for (const field of Object.keys(message)) {
      const text = JSON.stringify({ ...message, [field]: { some: 'thing else' } });
      const read = parseServerMessage(text);
      expect(JSON.stringify(read ?? '')).not.toContain('thing else');
    }
  });

  it('has the usual role and way in where they are left out', () => {
    const list = [
      { id: 'a1', name: 'Ada' },
      { id: 'h', name: 'Host', role: 'host', via: 'console' },
      { id: 'x' },
    ];
    const read = parseServerMessage(JSON.stringify({ ...messages[0], people: list }));
    expect(read).toMatchObject({ people: [person, { id: 'h', name: 'Host', role: 'host', via: 'console' }] });
  });

  it('has each of those who came together in a page of a welcome', () => {
    const arrivals = { type: 'arrivals', ...stamp, people: ['a1 Ada', 'b2 Bo'] };
    const pages = [{ ...page, entries: [arrivals, { ...entry, seq: 3 }] }];
    const read = parseServerMessage(JSON.stringify({ ...messages[0], pages }));
    expect(read).toMatchObject({
      pages: [
        {
          entries: [
            { type: 'joined', ...stamp, person },
            { type: 'joined', ...stamp, seq: 2, person: { ...person, id: 'b2', name: 'Bo' } },
            { ...entry, seq: 3 },
          ],
        },
      ],
    });
  });

  it('loses fields that the page does not know', () => {
    expect(parseServerMessage(JSON.stringify({ ...entry, more: 1, from: { ...person, more: 1 } }))).toEqual(
      entry,
    );
  });

  it.each(['', '{', 'null', '[]', '{}', '{"type":"constructor"}', '{"type":"error","code":"toString"}'])(
    'is ignored if it is %j',
    (text) => {
      expect(parseServerMessage(text)).toBeUndefined();
    },
  );

  it('never throws', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string(), fc.json()), (text) => {
        parseServerMessage(text);
      }),
    );
  });
});
