/** What this process holds on to, after everything that can go has gone. */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

setFlagsFromString('--expose_gc');
const collect = runInNewContext('gc') as () => void;

/** Bytes of heap and of buffers outside of it. */
export async function heldBytes(): Promise<number> {
  for (let i = 0; i < 3; i += 1) {
    await new Promise(setImmediate);
    collect();
  }
  // `external` counts array buffers too.
  const { heapUsed, external } = process.memoryUsage();
  return heapUsed + external;
}
