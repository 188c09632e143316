/** The limits that one host keeps: of each connection, and of all of them together. */
import { CROWD_DEFAULT, CROWD_LIFTED, type CrowdLimits } from './http/crowd.ts';
import { LIMITS_DEFAULT as CONNECTION_DEFAULT, type Limits as ConnectionLimits } from './websocket/limits.ts';

export interface HostLimits {
  readonly crowd: CrowdLimits;
  readonly connection: ConnectionLimits;
}

export const LIMITS_DEFAULT: HostLimits = { crowd: CROWD_DEFAULT, connection: CONNECTION_DEFAULT };

/** For measuring on loopback: no limit on connections. */
export const LIMITS_LIFTED: HostLimits = { crowd: CROWD_LIFTED, connection: CONNECTION_DEFAULT };
