/** What can be done by keys, from the menu and from the window; the keys themselves stand where each is heard. */

export const SHORTCUTS = [
  ...(['start-stop', 'copy', 'qr', 'search', 'room-next', 'room-previous'] as const),
  ...(['settings', 'shortcuts', 'about'] as const),
] as const;
export type Shortcut = (typeof SHORTCUTS)[number];
