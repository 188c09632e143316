/** Files over HTTP as the page sends them, by hand: what a browser would add is added, what it forbids can be said. */
import { FILES_PATH, type Attachment } from '../../../contract/model/attachment.ts';
import type { Guest } from './guest.ts';

export interface SentAnswer {
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

export class FileSender {
  readonly #link: string;
  readonly #guest: Guest;

  constructor(port: number, guest: Guest) {
    this.#link = `http://127.0.0.1:${port}`;
    this.#guest = guest;
  }

  /** What every request of an upload carries. */
  get headers(): Record<string, string> {
    return { Authorization: `Bearer ${this.#guest.welcome.token}`, 'Tus-Resumable': '1.0.0' };
  }

  async ask(
    method: string,
    path: string,
    more: Record<string, string> = {},
    body?: Buffer,
  ): Promise<SentAnswer> {
    const headers = { ...this.headers, ...more };
    const answer = await fetch(this.#link + path, { method, headers, body: body as Uint8Array<ArrayBuffer> });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }

  begin(name: string, bytes: number): Promise<SentAnswer> {
    return this.ask('POST', FILES_PATH, {
      'Upload-Length': String(bytes),
      'Upload-Metadata': `name ${Buffer.from(name).toString('base64')}`,
    });
  }

  append(path: string, offset: number, body: Buffer): Promise<SentAnswer> {
    const headers = { 'Upload-Offset': String(offset), 'Content-Type': 'application/offset+octet-stream' };
    return this.ask('PATCH', path, headers, body);
  }

  /** Sends a whole file. Returns its id. */
  async send(name: string, content: Buffer): Promise<string> {
    const begun = await this.begin(name, content.length);
    const path = begun.headers.get('location');
    if (begun.status !== 201 || path === null) throw new Error(`${begun.status} ${begun.text}`);
    const appended = content.length === 0 ? undefined : await this.append(path, 0, content);
    if (appended !== undefined && appended.status !== 204)
      throw new Error(`${appended.status} ${appended.text}`);
    return path.slice(FILES_PATH.length + 1);
  }

  /** Sends a whole file and says it. Resolves with what the others are told of it. */
  async say(name: string, content: Buffer, text = ''): Promise<Attachment> {
    const id = await this.send(name, content);
    const ref = this.#guest.write(text, { files: [{ id }] });
    const said = await this.#guest.hearsOf('message', (message) => message.ref === ref);
    return said.files![0]!;
  }

  /** As a browser fetches it: without a token. */
  read(id: string, headers: Record<string, string> = {}, method = 'GET'): Promise<Response> {
    return fetch(`${this.#link}${FILES_PATH}/${id}`, { method, headers });
  }
}
