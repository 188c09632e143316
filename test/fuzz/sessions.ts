/** Sessions as clients really hold them, to be made wrong. */
import { CASES } from '../support/conformance-cases.ts';
import { clientClose, clientFrame, clientText } from '../support/client-frame.ts';

const json = (message: object) => clientText(JSON.stringify(message));

const conversations: readonly Buffer[] = [
  Buffer.concat([
    json({ type: 'join', name: '小明', token: 'ab'.repeat(16), resume: { log: 'cd'.repeat(8), after: 12 } }),
    json({ type: 'message', ref: 'r1', text: 'مرحبا 👩‍👩‍👧‍👦\nline' }),
    json({ type: 'rename', name: 'Ming' }),
    clientFrame({ opcode: 9, payload: Buffer.from('?') }),
    json({ type: 'leave' }),
    clientClose(1000),
  ]),
  Buffer.concat([clientText('hello'), clientText(''), clientText('x'.repeat(130)), clientText('quit')]),
];

/** None is longer than this, so that a million of them take minutes. */
const LENGTH_MAX = 600;

export const SESSIONS: readonly Buffer[] = [
  ...conversations,
  ...CASES.map(({ send }) => Buffer.concat(send)).filter(({ length }) => length <= LENGTH_MAX),
];
