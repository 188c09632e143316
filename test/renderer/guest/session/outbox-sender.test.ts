import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Say } from '../../../../contract/wire/client-message.ts';
import { MESSAGE_BURST } from '../../../../contract/wire/wire.ts';
import type { OutgoingMessage } from '../../../../renderer/guest/state/outbox.ts';
import { OutboxSender, RESEND_AFTER_MS } from '../../../../renderer/guest/session/outbox-sender.ts';

let outbox: OutgoingMessage[];
let sent: string[];
let there: boolean;
let post: OutboxSender;

beforeEach(() => {
  vi.useFakeTimers();
  outbox = [];
  sent = [];
  there = true;
  post = new OutboxSender({
    outbox: () => outbox,
    send: ({ ref }) => {
      if (there) sent.push(ref);
      return there;
    },
  });
});

afterEach(() => {
  post.stop();
  vi.useRealTimers();
});

function write(count: number): void {
  for (let index = 0; index < count; index += 1)
    outbox.push({ ref: `${outbox.length + 1}`, room: 'lobby', text: 'x', at: 0 });
  post.flush();
}
const numbers = (count: number) => Array.from({ length: count }, (_, index) => `${index + 1}`);

describe('the outbox sender', () => {
  it('sends in order, within the rate limit', () => {
    write(MESSAGE_BURST + 2);
    expect(sent).toEqual(numbers(MESSAGE_BURST));
    vi.advanceTimersByTime(500);
    expect(sent).toEqual(numbers(MESSAGE_BURST + 1));
    vi.advanceTimersByTime(500);
    expect(sent).toEqual(numbers(MESSAGE_BURST + 2));
  });

  it('sends once per connection, and everything left over the next one', () => {
    write(2);
    post.flush();
    expect(sent).toEqual(['1', '2']);
    outbox = outbox.slice(1);
    post.renew();
    expect(sent).toEqual(['1', '2', '2']);
  });

  it('waits as long as the host says, then sends everything again that it may have dropped', () => {
    write(2);
    post.pause(30);
    write(1);
    vi.advanceTimersByTime(29_000);
    expect(sent).toEqual(['1', '2']);
    vi.advanceTimersByTime(1_000);
    expect(sent).toEqual(['1', '2', '1', '2', '3']);
  });

  it('sends unacknowledged messages again', () => {
    write(1);
    vi.advanceTimersByTime(RESEND_AFTER_MS);
    expect(sent).toEqual(['1', '1']);
  });

  it('sends other messages before one that waits for its files', () => {
    const said: Say[] = [];
    const posted = new OutboxSender({ outbox: () => outbox, send: (message) => said.push(message) > 0 });
    const file = { key: 'k', name: 'a', bytes: 1 };
    const uploaded = { id: 'fa', thumbnail: 'ft' };
    const waiting = { ref: '1', room: 'lobby', text: '', at: 0, files: [{ ...file, uploaded }, file] };
    outbox = [waiting, { ref: '2', room: 'lobby', text: 'x', at: 0 }];
    posted.flush();
    expect(said.map(({ ref }) => ref)).toEqual(['2']);
    outbox = [
      {
        ...waiting,
        files: [
          { ...file, uploaded },
          { ...file, uploaded: { id: 'fb' } },
        ],
      },
    ];
    posted.flush();
    expect(said[1]).toEqual({
      type: 'message',
      ref: '1',
      room: 'lobby',
      text: '',
      files: [uploaded, { id: 'fb' }],
    });
    posted.stop();
  });

  it('keeps messages while offline', () => {
    there = false;
    write(1);
    there = true;
    post.renew();
    expect(sent).toEqual(['1']);
  });
});
