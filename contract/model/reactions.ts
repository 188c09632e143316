/**
 * What is made of the reactions to a message: one is given or taken back, and how many there are, also where not all who
 * gave one are named. Folding twice is folding once.
 */
import type { Reacted, Reaction } from './entry.ts';

/** How many people gave it. */
export function countOf({ by, others = 0 }: Reaction): number {
  return by.length + others;
}

/** Only of somebody who is named it is known. */
export function isGivenBy(reactions: readonly Reaction[], emoji: string, id: string): boolean {
  return reactions.find((each) => each.emoji === emoji)?.by.includes(id) ?? false;
}

/** The reactions after one more; an emoji that nobody gives any more goes. */
export function withReaction(reactions: readonly Reaction[], change: Reacted): readonly Reaction[] {
  const known = reactions.find(({ emoji }) => emoji === change.emoji);
  const now = changed(known ?? { emoji: change.emoji, by: [] }, change);
  const all =
    known === undefined ? [...reactions, now] : reactions.map((each) => (each === known ? now : each));
  return all.filter((each) => countOf(each) > 0);
}

function changed({ emoji, by, others = 0 }: Reaction, change: Reacted): Reaction {
  const { id } = change.by;
  const rest = by.filter((each) => each !== id);
  const wasNamed = rest.length < by.length;
  // Who gives what they gave already, or takes back what they gave, was one of the others if not named.
  const gaveBefore = change.on === (change.again === true);
  const left = others - (!wasNamed && gaveBefore && others > 0 ? 1 : 0);
  return { emoji, by: change.on ? [...rest, id] : rest, ...(left > 0 && { others: left }) };
}
