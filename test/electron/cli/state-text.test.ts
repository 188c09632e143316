import { expect, test } from 'vitest';
import type { Degraded, HostState, Running } from '../../../contract/ipc/host-state.ts';
import { stateNews } from '../../../electron/cli/state-text.ts';
import { hostWords } from '../../../electron/server/host-locale.ts';

const running: Running = {
  kind: 'running',
  link: 'http://192.168.1.20:8080',
  shareable: true,
  adapter: 'wlan0',
  address: '192.168.1.20',
  port: 8080,
  room: 'Lobby',
  since: 0,
};
const gone: Degraded = {
  ...running,
  kind: 'degraded',
  trouble: { code: 'address-gone', address: running.address },
};
const moved: Running = { ...running, link: 'http://10.0.0.7:8080', address: '10.0.0.7' };

test.each<[string, HostState, HostState, RegExp]>([
  ['its address goes', running, gone, /wlan0 no longer has the address 192\.168\.1\.20\. Connect it/],
  ['every network goes', running, { ...gone, adapter: '*', address: '0.0.0.0' }, /lost its network/],
  [
    'the port is taken there',
    gone,
    { ...gone, trouble: { code: 'port-busy', port: 8080 } },
    /port 8080.*--port/,
  ],
  ['it is back', gone, running, /reached again: http:\/\/192\.168\.1\.20:8080$/],
  ['it is back elsewhere', gone, moved, /new link: http:\/\/10\.0\.0\.7:8080$/],
  ['it moves at once', running, moved, /new link: http:\/\/10\.0\.0\.7:8080$/],
])('reports when %s', (_, before, now, sentence) => {
  expect(stateNews(before, now, hostWords())?.sentence).toMatch(sentence);
});

test.each<[string, HostState, HostState]>([
  ['goes on', { kind: 'starting' }, running],
  ['goes off', running, { kind: 'stopping' }],
  ['goes off without a network', gone, { kind: 'stopping' }],
  ['is called by another name', running, { ...running, adapter: 'wifi0' }],
])('reports nothing when it %s', (_, before, now) => {
  expect(stateNews(before, now, hostWords())).toBeUndefined();
});
