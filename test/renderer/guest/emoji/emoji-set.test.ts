import { expect, it } from 'vitest';
import { parseEmoji } from '../../../../contract/text/writing.ts';
import {
  EMOJI_GROUPS,
  loadEmoji,
  searchEmoji,
  type EmojiSet,
} from '../../../../renderer/guest/emoji/emoji-set.ts';

async function set(): Promise<EmojiSet> {
  const loaded = await loadEmoji('en');
  if (loaded === undefined) throw new Error('no emoji');
  return loaded;
}

it('offers only emoji that the host accepts', async () => {
  const emoji = await set();
  const all = EMOJI_GROUPS.flatMap((kind) => emoji[kind].map((named) => named.emoji));
  expect(all.length).toBeGreaterThan(1_500);
  expect(all.filter((one) => parseEmoji(one) === undefined)).toEqual([]);
  expect(new Set(all).size).toBe(all.length);
});

it('uses the form that keyboards produce, so that reactions match', async () => {
  const all = (await set()).people.map(({ emoji }) => emoji);
  expect(all).toContain('\u{1f44d}');
  expect((await set()).smileys.map(({ emoji }) => emoji)).toContain('\u2764\ufe0f');
});

it('has emoji in every category', async () => {
  const emoji = await set();
  expect(EMOJI_GROUPS.filter((kind) => emoji[kind].length < 50)).toEqual([]);
});

it('lists matches by name before matches by tag', async () => {
  const found = searchEmoji(await set(), ' RED  heart');
  expect(found[0]?.emoji).toBe('❤️');
  expect(searchEmoji(await set(), 'no such thing')).toEqual([]);
});

it('uses English names for other languages', async () => {
  expect(await loadEmoji('eo')).toBe(await set());
});
