/** A guest whose network is gone without a word: no packet says so, only silence. The cable is the kernel's. */
import { expect, onTestFinished, test } from 'vitest';
import { SUBPROTOCOL } from '../../../contract/wire/wire.ts';
import { CAN_MAKE_NAMESPACES, NetworkNamespace } from '../../support/clients/network-namespace.ts';
import { PATIENCE_MS } from '../../support/patience.ts';
import { build, Program } from '../../support/app/program.ts';

const HOST = '10.68.1.1';
const DEAD_AFTER_SECONDS = 5;

/** Comes in, prints what they hear, and answers pings, as every client does. */
const guest = (link: URL, name: string) => `
  const socket = new WebSocket('ws://${link.host}/ws', '${SUBPROTOCOL}');
  socket.onopen = () => socket.send(JSON.stringify({ type: 'join', name: '${name}' }));
  socket.onmessage = ({ data }) => console.log(data);
  socket.onclose = () => console.log('closed');`;

test.runIf(CAN_MAKE_NAMESPACES)(
  'is gone for the others once nothing was heard of them for so long, and whoever is only quiet stays',
  { timeout: 3 * PATIENCE_MS },
  async () => {
    await build('cli', 'chat');
    const [here, there] = [new NetworkNamespace(), new NetworkNamespace()];
    onTestFinished(() => {
      here.remove();
      there.remove();
    });
    NetworkNamespace.connect(
      { namespace: here, name: 'eth1', address: `${HOST}/24` },
      { namespace: there, name: 'eth1', address: '10.68.1.2/24' },
    );
    const host = new Program(
      'cli',
      ['--address', HOST, '--port', '0', '--limit', `dead-after-seconds=${DEAD_AFTER_SECONDS}`],
      ['ip', 'netns', 'exec', here.name],
    );
    const link = await host.link();
    const join = (namespace: NetworkNamespace, name: string) => {
      const script = `import { WebSocket } from 'undici';${guest(link, name)}`;
      const child = namespace.spawn(process.execPath, ['--input-type=module', '-e', script]);
      let heard = '';
      child.stdout?.on('data', (chunk: Buffer) => (heard += chunk.toString()));
      return () => heard;
    };
    const quiet = join(here, 'Quiet');
    await expect.poll(quiet).toContain('"welcome"');
    const cut = join(there, 'Cut');
    await expect.poll(quiet).toMatch(/"type":"joined"[^\n]*Cut/);
    const since = performance.now();
    there.ip('link', 'set', 'eth1', 'down');
    await expect.poll(quiet).toMatch(/"type":"left"[^\n]*Cut/);
    // Not before: a moment without a network is nothing.
    expect(performance.now() - since).toBeGreaterThan((DEAD_AFTER_SECONDS / 2) * 1_000);
    expect(quiet()).not.toContain('closed');
    expect(cut()).not.toContain('closed');
  },
);
