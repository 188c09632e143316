/** The other hosts around. */

/** Another host on the same network, as it calls itself. */
export interface Nearby {
  readonly name: string;
  readonly link: string;
}
