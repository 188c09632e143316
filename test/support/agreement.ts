/** Waits until everybody's log shows the same messages in the same order. */
import { expect } from 'vitest';

export interface Reader {
  texts: () => readonly string[] | Promise<readonly string[]>;
}

/** Resolves with what they agree on, of which there are `count`; fails with the lists side by side. */
export async function agreement(
  readers: Readonly<Record<string, Reader>>,
  count: number,
): Promise<readonly string[]> {
  const [first] = Object.values(readers);
  if (first === undefined) throw new Error('nobody to agree');
  const counts = async () => {
    const entries = Object.entries(readers).map(async ([name, reader]) => [
      name,
      (await reader.texts()).length,
    ]);
    return Object.fromEntries(await Promise.all(entries)) as Record<string, number>;
  };
  const wanted = Object.fromEntries(Object.keys(readers).map((name) => [name, count]));
  await expect.poll(counts, { interval: 50 }).toEqual(wanted);
  const texts = await first.texts();
  for (const [name, reader] of Object.entries(readers)) expect(await reader.texts(), name).toEqual(texts);
  return texts;
}
