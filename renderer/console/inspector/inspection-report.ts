/** A report about one connection that can be passed on. It has no names and no message contents. Pure. */
import type { ConnectionInspection } from '../../../contract/ipc/connection-inspection.ts';

const OPCODES: Readonly<Record<number, string>> = {
  0: 'continuation',
  1: 'text',
  2: 'binary',
  8: 'close',
  9: 'ping',
  10: 'pong',
};

export function opcodeName(opcode: number): string {
  return OPCODES[opcode] ?? String(opcode);
}

/** @param closeWords why the connection closed, if it did */
export function inspectionReport(
  inspection: ConnectionInspection,
  closeWords: string | undefined,
  now: number,
): string {
  const { id, address, port, via, since, handshake, frames, passed, waiting, closed } = inspection;
  const report = {
    report: 'porchlight-connection-1',
    written: iso(now),
    ...{
      person: id,
      address,
      port,
      protocol: via === 'page' ? 'porchlight.v1' : 'plain text',
      since: iso(since),
    },
    ...{ handshake, framesPassed: passed, bytesWaiting: waiting },
    ...(closed !== undefined && { closed: { code: closed, meaning: closeWords } }),
    frames: frames.map(({ at, way, opcode, ...rest }) => ({
      at: iso(at),
      way,
      opcode: opcodeName(opcode),
      ...rest,
    })),
  };
  return `${JSON.stringify(report, undefined, 2)}\n`;
}

function iso(at: number): string {
  return new Date(at).toISOString();
}
