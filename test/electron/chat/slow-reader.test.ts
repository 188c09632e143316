/** Somebody whose device stops reading: what that costs them, and nobody else. */
import { expect, onTestFinished, test } from 'vitest';
import type { ServerMessage } from '../../../contract/wire/server-message.ts';
import { SUBPROTOCOL } from '../../../contract/wire/wire.ts';
import { clientText } from '../../support/clients/client-frame.ts';
import { Guest } from '../../support/clients/guest.ts';
import { lightHost } from '../../support/host/running-host.ts';
import { RawClient } from '../../support/clients/raw-client.ts';

/** Of three bytes each: as many bytes as a message may have in few messages. */
const LONG = '燈'.repeat(4_000);
/** More than any kernel holds back for one connection. */
const SAID_MAX = 1_400;
const AT_ONCE = 10;

test('they are let go, keep nobody else waiting, and when they are back miss nothing and hear nothing twice', async () => {
  const { port, host } = await lightHost({ unrestrained: true });
  const slow = await RawClient.open(port, { path: '/ws', subprotocol: SUBPROTOCOL });
  onTestFinished(() => slow.destroy());
  slow.send(clientText(JSON.stringify({ type: 'join', name: 'Slow' })));
  await slow.until(() => slow.texts.length > 0);
  const [ada, bob] = [await Guest.join(port, 'Ada'), await Guest.join(port, 'Bob')];
  const welcome = JSON.parse(slow.texts[0]!) as Extract<ServerMessage, { type: 'welcome' }>;
  slow.socket.pause();
  const isIn = () => host.overview().people.some(({ name }) => name === 'Slow');
  let said = 0;
  for (; isIn(); said += AT_ONCE) {
    expect(said).toBeLessThan(SAID_MAX);
    for (let i = 0; i < AT_ONCE; i += 1) ada.write(`${said + i} ${LONG.slice(String(said + i).length + 1)}`);
    await bob.hears(() => bob.texts.length === said + AT_ONCE);
  }
  expect(bob.texts.map((text) => Number(text.split(' ')[0]))).toEqual(
    Array.from({ length: said }, (_, i) => i),
  );
  // By now nobody waits for them any more: they read what is theirs, and then the line is cut.
  slow.socket.resume();
  await slow.ended;
  const heard = slow.texts.map((text) => JSON.parse(text) as ServerMessage).filter((each) => 'seq' in each);
  const seqs = [...welcome.pages[0]!.entries, ...heard].map(({ seq }) => seq);
  const back = await Guest.join(port, 'Slow', { token: welcome.token });
  const { latest } = back.welcome.rooms[0]!;
  while (seqs[seqs.length - 1]! < latest) {
    const page = await back.asks({ type: 'read', place: { after: seqs[seqs.length - 1]! } });
    seqs.push(...(page as Extract<ServerMessage, { type: 'page' }>).entries.map(({ seq }) => seq));
  }
  expect(seqs).toEqual(Array.from({ length: latest }, (_, i) => i + 1));
  expect(latest).toBeGreaterThan(said);
});
