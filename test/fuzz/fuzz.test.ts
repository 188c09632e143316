/**
 * Recorded sessions, mutated: whatever comes, the core neither throws nor hangs nor holds on to more than it may.
 * `npm run fuzz` runs it long; the seed of a failure, and the input's number, are in its message.
 */
import { expect, test } from 'vitest';
import { parseClientMessage } from '../../contract/wire/client-message.ts';
import { handshake } from '../../electron/websocket/handshake.ts';
import { Protocol } from '../../electron/websocket/protocol.ts';
import { effortMs } from '../support/host/effort.ts';
import { PATIENCE_MS } from '../support/patience.ts';
import { openingRequest } from '../support/clients/raw-client.ts';
import { heldBytes } from '../support/host/memory.ts';
import { cutAt } from '../support/clients/split.ts';
import { Chance } from './chance.ts';
import { mutate } from './mutate.ts';
import { SESSIONS } from './sessions.ts';

const SEED = Number(process.env.PORCHLIGHT_FUZZ_SEED ?? 1);
const INPUTS = Number(process.env.PORCHLIGHT_FUZZ_INPUTS ?? 20_000);
const SECONDS_MAX = Number(process.env.PORCHLIGHT_FUZZ_SECONDS ?? 60);

const MESSAGE_BYTES_MAX = 1_000;
const INPUT_MS_MAX = 50;
/** Of 1,000 protocols that were left in the middle of an input, each with a message and a head in hand. */
const HELD_BYTES_MAX = 1_000 * (3 * MESSAGE_BYTES_MAX + 2_000);

function lawful(code: number): boolean {
  return (
    (code >= 1000 && code <= 1003) ||
    code === 1005 ||
    (code >= 1007 && code <= 1014) ||
    (code >= 3000 && code <= 4999)
  );
}

interface Input {
  readonly bytes: Buffer;
  /** Where it is cut. */
  readonly cuts: readonly number[];
}

function nextInput(chance: Chance): Input {
  const bytes = mutate(chance.pick(SESSIONS), SESSIONS, chance);
  return { bytes, cuts: Array.from({ length: chance.below(5) }, () => chance.below(bytes.length + 1)) };
}

/** Feeds one input; returns the protocol, in whatever state it was left. */
function feed({ bytes, cuts }: Input): Protocol {
  const protocol = new Protocol(MESSAGE_BYTES_MAX);
  for (const chunk of cutAt(bytes, cuts)) {
    for (const event of protocol.receive(chunk)) {
      if (event.type === 'closed' && !lawful(event.closing.code))
        throw new Error(`closed with ${event.closing.code}`);
      if (event.type === 'message') parseClientMessage(event.message.bytes.toString());
    }
  }
  return protocol;
}

test(
  `${INPUTS} mutated sessions, seed ${SEED}: no throw, no hang, nothing held`,
  { timeout: SECONDS_MAX * 1_000 + 2 * PATIENCE_MS },
  async () => {
    const chance = new Chance(SEED);
    const deadline = performance.now() + SECONDS_MAX * 1_000;
    const left: Protocol[] = [];
    const before = await heldBytes();
    let slowest = 0;
    let done = 0;
    try {
      for (; done < INPUTS && performance.now() < deadline; done += 1) {
        const input = nextInput(chance);
        const started = performance.now();
        left[done % 1_000] = feed(input);
        const took = performance.now() - started;
        // A slice of another process, or of the collector, is not our hang.
        slowest = Math.max(slowest, took > INPUT_MS_MAX ? leastEffort(input) : took);
      }
    } catch (error) {
      throw new Error(`input ${done} of seed ${SEED}`, { cause: error });
    }
    expect((await heldBytes()) - before).toBeLessThan(HELD_BYTES_MAX);
    expect(slowest).toBeLessThan(INPUT_MS_MAX);
    process.stdout.write(`fuzz: ${done} inputs, seed ${SEED}, slowest ${slowest.toFixed(2)} ms\n`);
  },
);

/** What the same input costs by itself. */
function leastEffort(input: Input): number {
  return Math.min(...[1, 2, 3, 4, 5].map(() => effortMs(() => feed(input))));
}

test('mutated opening requests are accepted or refused', () => {
  const chance = new Chance(SEED);
  const request = Buffer.from(openingRequest(8080, { subprotocol: 'porchlight.v1' }));
  for (let input = 0; input < INPUTS / 10; input += 1) {
    const lines = mutate(request, [request, ...SESSIONS], chance)
      .toString('latin1')
      .split('\r\n')
      .slice(1);
    const rawHeaders = lines.flatMap((line) => [line.split(':', 1)[0]!, line.slice(line.indexOf(':') + 1)]);
    expect(typeof handshake({ method: 'GET', httpVersion: '1.1', rawHeaders }, ['porchlight.v1']).ok).toBe(
      'boolean',
    );
  }
});
