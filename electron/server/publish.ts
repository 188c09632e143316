import type { HostEvents } from '../../contract/ipc/ipc.ts';

/** Tells whoever watches. */
export type Publish = <E extends keyof HostEvents>(event: E, value: HostEvents[E]) => void;
