/** Whether the light is on, and what is in its way. */

/** Why it is not on, each with its next step in words. */
export type HostProblem =
  | {
      readonly code: 'port-busy';
      readonly port: number;
      /** the next free port, if one was found */ readonly free?: number;
    }
  | { readonly code: 'port-forbidden'; readonly port: number }
  | { readonly code: 'address-gone'; readonly address: string }
  | { readonly code: 'adapter-gone'; readonly adapter: string }
  /** Another host has the data folder; `holder` says which, as that one wrote it. */
  | { readonly code: 'folder-in-use'; readonly folder: string; readonly holder: string }
  | { readonly code: 'failed'; readonly detail: string }
  /** It ended by a mistake of its own; `again` says whether it is being started again. */
  | { readonly code: 'broken'; readonly detail: string; readonly again: boolean };

export interface Running {
  readonly kind: 'running';
  /** e.g. `http://192.168.1.20:8080` */
  readonly link: string;
  /** `false` on loopback: nobody else can reach it, and it never becomes a QR code. */
  readonly shareable: boolean;
  readonly adapter: string;
  readonly address: string;
  readonly port: number;
  readonly room: string;
  /** Wall clock, milliseconds since 1970. */
  readonly since: number;
}

/** On, but nobody can come in: its address is gone. It looks for its network, and runs again by itself. */
export interface Degraded extends Omit<Running, 'kind'> {
  readonly kind: 'degraded';
  readonly trouble: HostProblem;
}

/** The light is on. */
export type Hosting = Running | Degraded;

export type HostState =
  | { readonly kind: 'stopped'; readonly trouble?: HostProblem }
  | { readonly kind: 'starting' }
  | Hosting
  | { readonly kind: 'stopping' };

/** The light is on in this state; `undefined` if it is not. */
export function hostingIn(state: HostState): Hosting | undefined {
  return state.kind === 'running' || state.kind === 'degraded' ? state : undefined;
}
