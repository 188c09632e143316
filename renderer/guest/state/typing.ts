/** Who is typing in which room. */
import type { Entry } from '../../../contract/model/entry.ts';
import type { TypingNotice } from '../../../contract/wire/server-message.ts';
import { TYPING_FADES_MS } from '../../../contract/wire/wire.ts';

export interface Typist {
  readonly room: string;
  readonly id: string;
  /** Milliseconds of the monotonic clock. */
  readonly until: number;
}

export function applyTyping(
  typists: readonly Typist[],
  { room, id }: TypingNotice,
  now: number,
): readonly Typist[] {
  const others = typists.filter((typist) => typist.id !== id);
  return [...others, { room, id, until: now + TYPING_FADES_MS }];
}

/** People stop typing when they send a message or leave. */
export function endTyping(typists: readonly Typist[], entry: Entry): readonly Typist[] {
  const id = entry.type === 'message' ? entry.from.id : entry.type === 'left' ? entry.person.id : undefined;
  return typists.some((typist) => typist.id === id) ? typists.filter((typist) => typist.id !== id) : typists;
}

export function fadeTyping(typists: readonly Typist[], now: number): readonly Typist[] {
  return typists.some(({ until }) => until <= now) ? typists.filter(({ until }) => until > now) : typists;
}

/** When the next one expires; `undefined` if nobody is typing. */
export function nextFade(typists: readonly Typist[]): number | undefined {
  return typists.length === 0 ? undefined : Math.min(...typists.map(({ until }) => until));
}
