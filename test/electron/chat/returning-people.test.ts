/** Whoever comes back with the people of their last connection is told of those alone who changed since. */
import { expect, test } from 'vitest';
import { LOBBY } from '../../../contract/model/room.ts';
import { Guest } from '../../support/clients/guest.ts';
import { lightHost } from '../../support/host/running-host.ts';

/** As a page comes back that still has its people. */
function withPeople(guest: Guest, more: object = {}): object {
  const { token, log, peopleVersion } = guest.welcome;
  return { token, resume: { log, rooms: [{ room: LOBBY, after: 0 }], people: peopleVersion, ...more } };
}

async function six() {
  const { port } = await lightHost({ unrestrained: true });
  const names = ['Ada', 'Bob', 'Cid', 'Dot', 'Eve', 'Flo'];
  const guests: Guest[] = [];
  for (const name of names) guests.push(await Guest.join(port, name));
  const [ada, bob, cid, dot, eve, flo] = guests as [Guest, Guest, Guest, Guest, Guest, Guest];
  // They all are told by then.
  await flo.hearsOf('joined', ({ person }) => person.id === flo.id);
  const me = await Guest.join(port, 'Me');
  await me.hearsOf('joined', ({ person }) => person.id === me.id);
  return { port, me, ada, bob, cid, dot, eve, flo };
}

test('who left, came, has another name or fell asleep meanwhile is told, and nobody else', async () => {
  const { port, me, ada, bob, cid, dot, eve } = await six();
  me.cut();
  bob.send({ type: 'rename', name: 'Robert' });
  cid.send({ type: 'presence', asleep: true });
  dot.send({ type: 'leave' });
  const gus = await Guest.join(port, 'Gus');
  const sis = await Guest.join(port, 'Sis');
  sis.send({ type: 'leave' });
  await eve.hearsOf('renamed');
  await eve.hearsOf('presence');
  await eve.hears(() => eve.all('left').length === 2);
  const { people, gone } = (await Guest.join(port, 'Me', withPeople(me))).welcome;
  expect(people).toEqual(
    expect.arrayContaining([
      { id: bob.id, name: 'Robert' },
      { id: cid.id, name: 'Cid', asleep: true },
      { id: gus.id, name: 'Gus' },
    ]),
  );
  const ids = people.map(({ id }) => id);
  expect(gone).toEqual(expect.arrayContaining([dot.id, sis.id]));
  expect(ids.filter((id) => gone!.includes(id))).toEqual([]);
  for (const { id } of [ada, eve]) expect(ids).not.toContain(id);
});

test('whoever missed nothing is told of nobody', async () => {
  const { port, me } = await six();
  const [settled] = [await Guest.join(port, 'Me', withPeople(me))];
  settled.cut();
  const { people, gone } = (await Guest.join(port, 'Me', withPeople(settled))).welcome;
  expect({ people, gone }).toEqual({ people: [], gone: [] });
});

test.each([
  ['says none', { people: undefined }],
  ['gives one that the host never gave', { people: 'another.1' }],
  ['is of another log', { log: 'another' }],
])('a page that %s is given everybody', async (_, more) => {
  const { port, me } = await six();
  const { people, gone } = (await Guest.join(port, 'Me', withPeople(me, more))).welcome;
  expect(people.map(({ name }) => name)).toEqual(['Ada', 'Bob', 'Cid', 'Dot', 'Eve', 'Flo', 'Me']);
  expect(gone).toBeUndefined();
});
