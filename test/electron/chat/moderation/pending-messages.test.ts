import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fail, ok } from '../../../../contract/result.ts';
import {
  PendingMessages,
  type UnreviewedMessage,
} from '../../../../electron/chat/moderation/pending-messages.ts';

let made = 0;

function heldOf(person: string): UnreviewedMessage {
  made += 1;
  return {
    id: `${made}`,
    from: { id: person, name: person, role: 'guest', via: 'page' },
    ...{ room: 'lobby', text: 'hi', files: [], shown: [], at: 0 },
  };
}

/** Ten people of each address write five times. */
function fill(room: PendingMessages, addresses: readonly string[]): void {
  for (const address of addresses)
    for (let i = 0; i < 50; i += 1) room.add(heldOf(`${address} ${i % 10}`), address);
}

test('one network never takes the whole room', () => {
  const room = new PendingMessages();
  fill(room, ['192.0.2.1']);
  expect(room.list()).toHaveLength(25);
  expect(room.add(heldOf('bob'), '192.0.2.2')).toEqual(ok({}));
});

test('in a full room the last one of the network with the most gives way to others', () => {
  const room = new PendingMessages();
  fill(room, ['2001:db8::1', '192.0.2.1']);
  expect(room.list()).toHaveLength(50);
  const added = room.add(heldOf('bob'), '192.0.2.2');
  expect(added).toMatchObject({ ok: true, value: { displaced: { from: { id: '2001:db8::1 4' } } } });
  expect(room.list()).toHaveLength(50);
});

test('of one person five wait, and nobody gives way to a network that has as much', () => {
  const room = new PendingMessages();
  for (let i = 0; i < 5; i += 1) expect(room.add(heldOf('ada'), '192.0.2.1').ok).toBe(true);
  expect(room.add(heldOf('ada'), '192.0.2.1')).toEqual(fail('approval-queue-full'));
  for (let i = 0; i < 45; i += 1) room.add(heldOf(`${i}`), `198.51.100.${i % 9}`);
  expect(room.list()).toHaveLength(50);
  expect(room.add(heldOf('bob'), '192.0.2.1')).toEqual(fail('approval-queue-full'));
});

test('there are never more than 50, nor more than 25 of one network', () => {
  const writing = fc.record({
    person: fc.integer({ min: 0, max: 20 }),
    network: fc.integer({ min: 0, max: 6 }),
  });
  fc.assert(
    fc.property(fc.array(writing, { maxLength: 200 }), (all) => {
      const room = new PendingMessages();
      const waiting = new Map<string, string>();
      for (const { person, network } of all) {
        const held = heldOf(`${person} of ${network}`);
        const added = room.add(held, `192.0.2.${network}`);
        if (!added.ok) continue;
        waiting.set(held.id, held.from.id);
        const { displaced } = added.value;
        if (displaced !== undefined) expect(waiting.delete(displaced.id)).toBe(true);
      }
      expect(room.list().map(({ id }) => id)).toEqual([...waiting.keys()]);
      expect(waiting.size).toBeLessThanOrEqual(50);
      const of = (network: number) => [...waiting.values()].filter((id) => id.endsWith(`of ${network}`));
      for (let network = 0; network <= 6; network += 1) expect(of(network).length).toBeLessThanOrEqual(25);
    }),
  );
});
