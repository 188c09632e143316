/** Sessions as clients really hold them, to be made wrong. */
import { CASES } from '../support/clients/conformance-cases.ts';
import { clientClose, clientFrame, clientText } from '../support/clients/client-frame.ts';

const RESUME = { log: 'cd'.repeat(8), rooms: [{ room: 'lobby', after: 12 }] };
const json = (message: object) => clientText(JSON.stringify(message));

const conversations: readonly Buffer[] = [
  Buffer.concat([
    json({ type: 'join', name: '小明', token: 'ab'.repeat(16), pin: '123456', resume: RESUME }),
    json({ type: 'message', ref: 'r1', room: 'lobby', text: 'مرحبا 👩‍👩‍👧‍👦\nline', reply: 3 }),
    json({ type: 'rename', name: 'Ming' }),
    clientFrame({ opcode: 9, payload: Buffer.from('?') }),
    json({ type: 'leave' }),
    clientClose(1000),
  ]),
  Buffer.concat([
    json({ type: 'edit', ref: 'r2', room: 'ab+cd', target: 4, text: '@Ming' }),
    json({ type: 'react', ref: 'r3', room: 'lobby', target: 4, emoji: '👍🏽', on: true }),
    json({ type: 'delete', ref: 'r4', room: 'lobby', target: 4 }),
    json({ type: 'read', ref: 'r5', room: 'lobby', place: { around: 4 } }),
    json({ type: 'search', ref: 'r6', text: '"小*%', before: 9 }),
    json({ type: 'typing', room: 'lobby' }),
    json({ type: 'presence', asleep: true }),
  ]),
  Buffer.concat([clientText('hello'), clientText(''), clientText('x'.repeat(130)), clientText('quit')]),
];

/** None is longer than this, so that a million of them take minutes. */
const LENGTH_MAX = 600;

export const SESSIONS: readonly Buffer[] = [
  ...conversations,
  ...CASES.map(({ send }) => Buffer.concat(send)).filter(({ length }) => length <= LENGTH_MAX),
];
