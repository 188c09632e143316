/** Ids that nobody can guess. The page is no secure context, so there is no `crypto.randomUUID`. */
import { randomBytes } from '../../ui/browser/browser-services.ts';

const ID_BYTES = 16;

/** 32 hexadecimal digits. */
export function randomId(): string {
  return Array.from(randomBytes(ID_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
