import fc from 'fast-check';
import { expect, test } from 'vitest';
import { MessageAssembler } from '../../../electron/websocket/message-assembler.ts';

test('what was appended in parts is taken as a whole, and then it is empty', () => {
  fc.assert(
    fc.property(fc.array(fc.uint8Array({ maxLength: 600 })), (parts) => {
      const assembly = new MessageAssembler();
      for (const part of parts) assembly.append(Buffer.from([7, ...part, 7]), 1, part.length + 1);
      const whole = Buffer.concat(parts);
      expect(assembly.length).toBe(whole.length);
      expect(assembly.take().equals(whole)).toBe(true);
      expect(assembly.length).toBe(0);
      expect(assembly.take().length).toBe(0);
    }),
  );
});

test('what was appended is a copy', () => {
  const assembly = new MessageAssembler();
  const chunk = Buffer.from('abc');
  assembly.append(chunk, 0, 3);
  chunk.fill(0);
  expect(assembly.take().toString()).toBe('abc');
});

test('what is announced costs nothing before it comes, and then four times what came at the most', () => {
  const assembly = new MessageAssembler();
  assembly.announce(1_000_000);
  expect(assembly.take().buffer.byteLength).toBe(0);
  assembly.announce(1_000_000);
  assembly.append(Buffer.alloc(1_000), 0, 1_000);
  expect(assembly.take().buffer.byteLength).toBe(4_000);
});

test('a frame of which a third has come is not moved again when the rest comes', () => {
  const assembly = new MessageAssembler();
  assembly.announce(3_000);
  assembly.append(Buffer.alloc(1_000), 0, 1_000);
  assembly.append(Buffer.alloc(2_000), 0, 2_000);
  expect(assembly.take().buffer.byteLength).toBe(3_000);
});
