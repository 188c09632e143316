/** What the window shows of the host's state: the light is off, or it is on. It refuses to know how it looks. */
import type { HostState, Hosting, HostProblem } from '../../../contract/ipc/host-state.ts';

export type HostStatus =
  | { readonly kind: 'off'; readonly busy?: 'starting' | 'stopping'; readonly trouble?: HostProblem }
  | { readonly kind: 'on'; readonly running: Hosting; readonly stopping: boolean };

/** The stage after a state; while it stops, what was running stays in view. */
export function nextStatus(before: HostStatus, state: HostState): HostStatus {
  switch (state.kind) {
    case 'stopped':
      return { kind: 'off', ...(state.trouble && { trouble: state.trouble }) };
    case 'starting':
      return { kind: 'off', busy: 'starting' };
    case 'running':
    case 'degraded':
      return { kind: 'on', running: state, stopping: false };
    case 'stopping':
      return before.kind === 'on' ? { ...before, stopping: true } : { kind: 'off', busy: 'stopping' };
    default:
      return state satisfies never;
  }
}
