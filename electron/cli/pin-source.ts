/** Which PIN a host without a window asks for: what was asked for, else what its folder keeps. Pure. */
import type { StoredPin } from '../settings/settings.ts';

export type PinSource =
  /** Given now, or kept in the folder since before. */
  | { readonly kind: 'given' | 'kept'; readonly pin: string }
  | { readonly kind: 'none' }
  /** There is one, and nobody may come in without it, but it cannot be read here. */
  | { readonly kind: 'lost' };

export function choosePin(
  { pin, noPin = false }: { readonly pin?: string; readonly noPin?: boolean },
  kept: StoredPin,
): PinSource {
  if (pin !== undefined) return { kind: 'given', pin };
  return noPin ? { kind: 'none' } : kept;
}
