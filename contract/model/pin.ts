/** What guests are asked for before they come in. */

/** A PIN as a person writes it: 6 to 12 digits, blanks and dashes aside; else `undefined`. */
export function parsePin(raw: string): string | undefined {
  const digits = raw.replace(/[\s-]/g, '');
  return /^\d{6,12}$/.test(digits) ? digits : undefined;
}
