/** Where each person connected from last, whether they are still here or not. */
export interface Origins {
  addressOf(id: string): string | undefined;
  /** The address, or its /64 for IPv6. */
  networkOf(id: string): string | undefined;
}
