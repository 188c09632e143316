import { expect, test } from 'vitest';
import { Guest } from '../../support/clients/guest.ts';
import { lightHost } from '../../support/host/running-host.ts';

test('a mistake of ours costs one guest, is told in one line, and the others keep chatting', async () => {
  let faulty = false;
  const warnings: string[] = [];
  const { port } = await lightHost({
    publish: (event) => {
      if (!faulty || event !== 'entries') return;
      faulty = false;
      throw new Error('a bug\nin two lines');
    },
    warn: (sentence) => warnings.push(sentence),
  });
  const [ada, bob, eve] = [await Guest.plain(port), await Guest.plain(port), await Guest.join(port, 'Eve')];
  faulty = true;
  ada.say('hi');
  expect(await ada.closed).toBe(1011);
  bob.say('still here');
  await eve.hears((line) => line.includes('still here'));
  expect(warnings).toEqual([
    expect.stringMatching(/^Porchlight hit an error\..*: Error: a bug in two lines at /),
  ]);
});
