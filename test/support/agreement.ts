/** Waits until everybody's log shows the same messages in the same order. */
import { isDeepStrictEqual } from 'node:util';
import { expect } from 'vitest';

export interface Reader {
  texts: () => readonly string[] | Promise<readonly string[]>;
}

/** Resolves with what they agree on, of which there are `count`; fails with the lists side by side. */
export async function agreement(
  readers: Readonly<Record<string, Reader>>,
  count: number,
): Promise<readonly string[]> {
  let agreed: readonly string[] = [];
  /** All lists, as long as one of them is another or has another length. */
  const apart = async () => {
    const entries = Object.entries(readers).map(
      async ([name, reader]) => [name, await reader.texts()] as const,
    );
    const lists = await Promise.all(entries);
    const [[, first] = ['', []]] = lists;
    agreed = first;
    const agree = first.length === count && lists.every(([, texts]) => isDeepStrictEqual(texts, first));
    return agree ? {} : Object.fromEntries(lists);
  };
  if (Object.keys(readers).length === 0) throw new Error('nobody to agree');
  await expect.poll(apart).toEqual({});
  return agreed;
}
