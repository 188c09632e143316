import type { HostEvents } from '../../contract/ipc/events.ts';

/** Tells whoever watches. */
export type Publish = <E extends keyof HostEvents>(event: E, value: HostEvents[E]) => void;
