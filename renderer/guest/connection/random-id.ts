/** Random ids. The page is not a secure context, so `crypto.randomUUID` is not available. */
import { randomBytes } from '../../ui/browser/browser-services.ts';

const ID_BYTES = 16;

/** Returns 32 hexadecimal digits. */
export function randomId(): string {
  return Array.from(randomBytes(ID_BYTES), (byte) => byte.toString(16).padStart(2, '0')).join('');
}
