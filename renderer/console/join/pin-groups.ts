/** A PIN in groups that people can read out. */

/** All digits in their order, in groups of three where that comes out even, else of four. */
export function pinGroups(pin: string): readonly string[] {
  return pin.match(pin.length % 3 === 0 ? /.{3}/g : /.{1,4}/g) ?? [pin];
}
