/** What nobody may do is refused, whoever runs the host reads of it, and nothing of it reaches anybody. */
import { expect, test } from 'vitest';
import { LOBBY, privateRoom } from '../../../contract/model/room.ts';
import { Guest } from '../../support/clients/guest.ts';
import { HOST, lightHost } from '../../support/host/running-host.ts';

async function two() {
  const lit = await lightHost({ person: HOST });
  const [ada, bob] = [await Guest.join(lit.port, 'Ada'), await Guest.join(lit.port, 'Bob')];
  const { seq } = await ada.says('mine');
  return { ...lit, ada, bob, seq };
}

type Two = Awaited<ReturnType<typeof two>>;
const SAYS = { type: 'message', ref: 'f', room: LOBBY, text: 'reserved-field' };
const EDITS = { type: 'edit', ref: 'f', room: LOBBY, text: 'reserved-field' };

const deeds: readonly [what: string, code: string, deed: (two: Two) => object][] = [
  ['a message to a room that never was', 'room-gone', () => ({ ...SAYS, room: 'attic' })],
  [
    'a message to somebody who never was',
    'person-gone',
    ({ bob }) => ({ ...SAYS, room: privateRoom(bob.id, '0') }),
  ],
  ['an edit of a message of another', 'not-yours', ({ seq }) => ({ ...EDITS, target: seq })],
  ['the end of a message of another', 'not-yours', ({ seq }) => ({ ...EDITS, type: 'delete', target: seq })],
  ['a forged sender', 'reserved-field', ({ ada }) => ({ ...SAYS, from: ada.welcome.you })],
  ['a forged editor', 'reserved-field', ({ ada, seq }) => ({ ...EDITS, target: seq, by: ada.welcome.you })],
  ['a forged role', 'reserved-field', () => ({ ...SAYS, role: 'host' })],
  ['a forged role at the door', 'reserved-field', () => ({ type: 'join', name: 'Bob', role: 'host' })],
  ['a forged id', 'reserved-field', ({ ada }) => ({ ...SAYS, id: ada.id })],
  ['a forged place', 'reserved-field', () => ({ ...SAYS, seq: 1 })],
  ['a forged time', 'reserved-field', () => ({ ...SAYS, at: 0 })],
];

test.each(deeds)('%s is refused as %s, and told', async (_, code, deed) => {
  const scene = await two();
  const { ada, bob, warnings } = scene;
  const heard = ada.heard.length;
  bob.send(deed(scene));
  expect((await bob.hearsOf('error')).code).toBe(code);
  expect(warnings).toEqual([`Refused a request from 127.0.0.1 (${code}).`]);
  await bob.says('and then');
  await ada.hearsOf('message', ({ text }) => text === 'and then');
  expect(ada.heard).toHaveLength(heard + 1);
});

test('a message to a room that was closed, or to somebody who left, is refused and told', async () => {
  const { host, ada, bob, warnings } = await two();
  host.house!.roomActions.open('Kitchen');
  const { rooms } = await bob.hearsOf('server-info', (house) => house.rooms.length === 2);
  const { id } = rooms.find(({ name }) => name === 'Kitchen')!;
  await bob.says('soup', { room: id });
  host.house!.roomActions.close(id);
  expect(await bob.asks({ type: 'message', room: id, text: 'more soup' })).toMatchObject({
    code: 'room-gone',
  });
  expect(warnings).toEqual(['Refused a request from 127.0.0.1 (room-gone).']);
  ada.send({ type: 'leave' });
  await bob.hearsOf('left');
  const room = privateRoom(ada.id, bob.id);
  expect(await bob.asks({ type: 'message', room, text: 'wait' })).toMatchObject({ code: 'person-gone' });
  await host.close();
  expect(warnings.at(-1)).toBe('Refused a request from 127.0.0.1 (person-gone).');
});
