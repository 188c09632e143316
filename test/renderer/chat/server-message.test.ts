import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseServerMessage } from '../../../renderer/chat/server-message.ts';

const person = { id: 'a1', name: 'Ada', role: 'guest', via: 'page' };
const entry = { type: 'message', seq: 1, at: 2, from: person, text: 'hello', ref: 'r1' };

describe('what the host sends', () => {
  it('is read whole', () => {
    const welcome = {
      type: 'welcome',
      ...{
        log: 'l',
        room: 'Lobby',
        you: person,
        token: 't',
        people: [person],
        entries: [entry],
        whole: true,
      },
    };
    expect(parseServerMessage(JSON.stringify(welcome))).toEqual(welcome);
    expect(parseServerMessage(JSON.stringify(entry))).toEqual(entry);
    expect(parseServerMessage('{"type":"error","code":"name-taken"}')).toEqual({
      type: 'error',
      code: 'name-taken',
    });
    expect(parseServerMessage('{"type":"beat"}')).toEqual({ type: 'beat' });
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
