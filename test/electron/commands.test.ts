import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, onTestFinished, test } from 'vitest';
import type { HostState } from '../../contract/ipc.ts';
import { Commands } from '../../electron/commands.ts';
import { ChatHost } from '../../electron/host.ts';
import { readAdapters } from '../../electron/lan/adapters.ts';
import { LIMITS_DEFAULT } from '../../electron/limits.ts';
import { Settings } from '../../electron/settings.ts';
import { hostWords } from '../../electron/words.ts';
import { findFreePort } from '../support/free-port.ts';
import { smallPages } from '../support/lit-host.ts';

function consoleHost() {
  const folder = mkdtempSync(join(tmpdir(), 'porchlight-commands-'));
  const states: HostState[] = [];
  const host = new ChatHost({
    pages: smallPages(),
    t: hostWords(),
    adapters: readAdapters,
    person: { id: 'host', name: 'Host', role: 'host', via: 'console' },
    publish: (event, value) => {
      if (event === 'state') states.push(value as HostState);
    },
    limits: LIMITS_DEFAULT,
  });
  onTestFinished(async () => {
    await host.stop();
    rmSync(folder, { recursive: true });
  });
  const settings = new Settings(folder);
  return { commands: new Commands(host, settings, 'Lobby'), states, settings };
}

const choiceOf = (port: number) => ({ adapter: 'lo', port, room: 'Lobby' });

test.each([
  [undefined],
  [null],
  ['lo'],
  [['lo', 8080, 'Lobby']],
  [{}],
  [{ adapter: 'lo', port: '8080', room: 'Lobby' }],
  [{ adapter: 'lo', port: 0, room: 'Lobby' }],
  [{ adapter: 'lo', port: 8080, room: ' ' }],
  [{ __proto__: { adapter: 'lo' }, port: 8080 }],
])('an argument that is no choice starts nothing: %j', async (argument) => {
  const { commands, states } = consoleHost();
  await expect(commands.start(argument)).rejects.toThrow(TypeError);
  expect(states).toEqual([]);
});

test('no argument of chance starts anything, and none makes saying throw', async () => {
  const { commands, states } = consoleHost();
  await fc.assert(
    fc.asyncProperty(fc.anything(), async (argument) => {
      await expect(commands.start(argument)).rejects.toThrow(TypeError);
      expect(commands.say(argument)).toEqual({ ok: false, code: 'not-running' });
    }),
  );
  expect(states).toEqual([]);
});

test('a network that is not there starts nothing, and says which', async () => {
  const { commands, settings } = consoleHost();
  const state = await commands.start({ adapter: 'nope0', port: 8080, room: 'Lobby' });
  expect(state).toEqual({ kind: 'stopped', trouble: { code: 'adapter-gone', adapter: 'nope0' } });
  expect(settings.read()).toBeUndefined();
});

test('what was started is remembered, and offered again', async () => {
  const { commands, settings } = consoleHost();
  const choice = choiceOf(await findFreePort());
  expect(await commands.start(choice)).toMatchObject({
    kind: 'running',
    address: '127.0.0.1',
    shareable: false,
  });
  expect(settings.read()).toEqual(choice);
  expect(await commands.overview()).toMatchObject({ choice, state: { kind: 'running' } });
  expect(await commands.stop()).toEqual({ kind: 'stopped' });
});

test('a remembered network that is gone is replaced by the suggested one', async () => {
  const { commands, settings } = consoleHost();
  settings.write({ adapter: 'gone0', port: 8081, room: 'Attic' });
  const { choice, adapters } = await commands.overview();
  expect(choice).toEqual({
    adapter: adapters.find((each) => each.suggested)!.name,
    port: 8081,
    room: 'Attic',
  });
});

test('the host speaks in the room, and a text that is none is named', async () => {
  const { commands } = consoleHost();
  await commands.start(choiceOf(await findFreePort()));
  expect(commands.say({ text: ' hi \r\n' })).toEqual({ ok: true });
  expect(commands.say({ text: ' ' })).toEqual({ ok: false, code: 'text-empty' });
  expect(commands.say({ text: 7 })).toEqual({ ok: false, code: 'text-not-text' });
  expect((await commands.overview()).entries).toMatchObject([
    { type: 'message', text: ' hi', from: { id: 'host' } },
  ]);
});
