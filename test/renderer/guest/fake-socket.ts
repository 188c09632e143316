/** A fake of the browser's WebSocket, controlled by tests. */
import type { Welcome } from '../../../contract/wire/server-message.ts';

export class FakeSocket extends EventTarget {
  readyState: number = WebSocket.CONNECTING;
  readonly sent: string[] = [];

  send(text: string): void {
    this.sent.push(text);
  }

  close(): void {
    this.readyState = WebSocket.CLOSING;
  }

  open(): void {
    this.readyState = WebSocket.OPEN;
    this.dispatchEvent(new Event('open'));
  }

  hear(message: unknown): void {
    this.dispatchEvent(new MessageEvent('message', { data: JSON.stringify(message) }));
  }

  end(code: number): void {
    this.readyState = WebSocket.CLOSED;
    this.dispatchEvent(Object.assign(new Event('close'), { code }));
  }

  /** Opens the connection and sends a welcome. */
  welcome(): void {
    this.open();
    this.hear(welcome);
  }
}

export const person = { id: 'a1', name: 'Ada', role: 'guest', via: 'page' } as const;
export const welcome: Welcome = {
  type: 'welcome',
  log: 'log',
  you: person,
  token: 'token',
  people: [person],
  retention: { saved: false },
  rooms: [{ id: 'lobby', name: 'Lobby', latest: 0 }],
  pages: [{ room: 'lobby', entries: [], first: true, last: true }],
};
