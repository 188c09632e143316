/** Chooses the PIN of a host without a window: the given one, else the stored one. Pure. */
import type { StoredPin } from '../settings/settings.ts';

export type PinSource =
  /** Given now, or stored in the folder earlier. */
  | { readonly kind: 'given' | 'kept'; readonly pin: string }
  | { readonly kind: 'none' }
  /** A PIN is stored and required, but it cannot be decrypted here. */
  | { readonly kind: 'lost' };

export function choosePin(
  { pin, noPin = false }: { readonly pin?: string; readonly noPin?: boolean },
  kept: StoredPin,
): PinSource {
  if (pin !== undefined) return { kind: 'given', pin };
  return noPin ? { kind: 'none' } : kept;
}
