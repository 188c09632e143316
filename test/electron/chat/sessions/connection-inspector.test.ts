import { expect, test, vi } from 'vitest';
import { shownHeaders } from '../../../../electron/http/shown-headers.ts';
import { Guest } from '../../../support/clients/guest.ts';
import { lightHost } from '../../../support/host/running-host.ts';
import { PATIENTLY } from '../../../support/patience.ts';

test('whoever looks at a connection sees its frames without what they say, and then how it ended', async () => {
  const { port, host } = await lightHost({}, { pin: '482913' });
  const ada = await Guest.join(port, 'Ada', { pin: '482913' });
  const inspect = () => host.house?.connectedPeople.inspector.inspect(ada.id);
  expect(inspect()).toMatchObject({ id: ada.id, via: 'page', frames: [], passed: 0 });
  await ada.says('a secret needle');
  ada.socket.send(JSON.stringify({ type: 'sesame', text: 'a secret needle' }));
  ada.send({ type: 'leave' });
  await ada.closed;
  await vi.waitUntil(() => inspect()?.closed !== undefined, PATIENTLY);
  const seen = inspect()!;
  expect(seen.closed).toBe(1000);
  expect(seen.frames.map(({ way, kind }) => `${way} ${kind ?? ''}`)).toEqual(
    expect.arrayContaining(['in message', 'out message', 'in ', 'in leave']),
  );
  const all = JSON.stringify([seen, host.house?.connectedPeople.inspector.ended()]);
  for (const secret of ['needle', 'sesame', '482913', ada.welcome.token]) expect(all).not.toContain(secret);
  expect(host.house?.connectedPeople.inspector.ended()).toMatchObject([
    { id: ada.id, name: 'Ada', code: 1000 },
  ]);
});

test('a message whose type has two words is told by it', async () => {
  const { port, host } = await lightHost();
  const ada = await Guest.join(port, 'Ada');
  const inspect = () => host.house?.connectedPeople.inspector.inspect(ada.id);
  expect(inspect()).toMatchObject({ frames: [] });
  host.house!.roomActions.nameLobby('Class 3B');
  await ada.hearsOf('server-info');
  await vi.waitUntil(() => inspect()!.frames.length > 0, PATIENTLY);
  expect(inspect()!.frames.map(({ kind }) => kind)).toContain('server-info');
});

test('of a header that could carry a secret, only its length is shown', () => {
  const shown = shownHeaders([
    ...['Host', '10.0.0.1:8080', 'Cookie', 'session=abc', 'Authorization', 'Bearer abc'],
    ...['X-Unheard-Of', 'abc', 'Sec-WebSocket-Key', 'abc==', 'User-Agent', 'Firefox'],
  ]);
  expect(shown).not.toContain('abc');
  expect(shown.split('\n')).toEqual([
    ...['Host: 10.0.0.1:8080', 'Cookie: (11)', 'Authorization: (10)'],
    ...['X-Unheard-Of: (3)', 'Sec-WebSocket-Key: (5)', 'User-Agent: Firefox'],
  ]);
});
