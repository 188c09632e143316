/** Ids that nobody can guess. The page is no secure context, so there is no `crypto.randomUUID`. */

const ID_BYTES = 16;

/** 32 hexadecimal digits. */
export function randomId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
