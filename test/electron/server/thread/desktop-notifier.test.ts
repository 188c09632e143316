import { expect, test } from 'vitest';
import type { ConnectedPerson } from '../../../../contract/ipc/connected-person.ts';
import type { ChatInfo } from '../../../../contract/model/chat-info.ts';
import type { Entry } from '../../../../contract/model/entry.ts';
import { DesktopNotifier } from '../../../../electron/server/thread/desktop-notifier.ts';
import type { DesktopEvent } from '../../../../electron/server/thread/host-messages.ts';

const host = { id: 'host', name: 'Host', role: 'host', via: 'console' } as const;
const ada = { id: 'a1', name: 'Ada', role: 'guest', via: 'page' } as const;
const connected: ConnectedPerson = { ...ada, address: '192.168.1.3', userAgent: '', since: 1, asleep: false };
const message = (seq: number, more: object): Entry => ({
  ...{ type: 'message', room: 'lobby', seq, at: 1, from: ada, text: 'hi' },
  ...more,
});
const house = (keeping: ChatInfo['persistence']): ChatInfo => ({
  rooms: [],
  retention: { saved: true },
  persistence: keeping,
  clock: {},
});

function watched() {
  const news: DesktopEvent[] = [];
  return { watch: new DesktopNotifier('host', (each) => news.push(each)), news };
}

test('the number of guests is told when it is another, and is none when the light is off', () => {
  const { watch, news } = watched();
  watch.hear('people', [connected]);
  watch.hear('people', [{ ...connected, asleep: true }]);
  watch.hear('state', { kind: 'stopped' });
  expect(news).toEqual([
    { about: 'guests', count: 1 },
    { about: 'state', state: { kind: 'stopped' } },
    { about: 'guests', count: 0 },
  ]);
});

test('who comes, what guests write and who mentions the host are told; what the host writes is not', () => {
  const { watch, news } = watched();
  watch.hear('entries', [
    { type: 'joined', room: 'lobby', seq: 1, at: 1, person: ada },
    message(2, { from: host, mentions: ['host'] }),
    message(3, { mentions: ['b2'] }),
    message(4, { mentions: ['host'], text: 'x'.repeat(500) }),
  ]);
  expect(news).toEqual([
    { about: 'came', name: 'Ada' },
    { about: 'mentioned', name: 'Ada', text: 'x'.repeat(140) },
    { about: 'messages', count: 2 },
  ]);
});

test('that nothing is saved is told once, until it is saved again', () => {
  const { watch, news } = watched();
  const failing = house({ kind: 'failing', why: 'disk-full', detail: '' });
  for (const each of [failing, failing, house({ kind: 'saved' }), failing]) watch.hear('chatInfo', each);
  expect(news).toEqual([{ about: 'not-saved' }, { about: 'not-saved' }]);
});
