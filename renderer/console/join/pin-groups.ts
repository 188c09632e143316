/** Splits a PIN into groups that are easy to read out. */

/** All digits in order, in groups of three if that divides evenly, else of four. */
export function pinGroups(pin: string): readonly string[] {
  return pin.match(pin.length % 3 === 0 ? /.{3}/g : /.{1,4}/g) ?? [pin];
}
