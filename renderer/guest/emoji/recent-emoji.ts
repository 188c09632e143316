/** The recently used emoji on this device. */
import { parseEmoji } from '../../../contract/text/writing.ts';
import { readStored, writeStored } from '../../ui/browser/browser-services.ts';

export const RECENT_MAX = 24;
const KEY = 'porchlight.emoji';

/** Most recent first. */
export function recallEmoji(): readonly string[] {
  const words = (readStored('local', KEY) ?? '').split(' ');
  return [...new Set(words)].filter((word) => parseEmoji(word) !== undefined).slice(0, RECENT_MAX);
}

export function rememberEmoji(emoji: string): void {
  const others = recallEmoji().filter((other) => other !== emoji);
  writeStored('local', KEY, [emoji, ...others].slice(0, RECENT_MAX).join(' '));
}
