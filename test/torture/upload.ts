/** Uploads over tus 1.0, as the page does. */
import { request, type IncomingMessage } from 'node:http';
import type { HostProcess } from './host-process.ts';

export interface UploadOptions {
  /** The address that it comes from. */
  readonly from?: string;
}

export interface Answer {
  readonly status: number;
  readonly location: string | undefined;
}

/** Resolves with the id by which a message names the file. Rejects with the status by which it was refused. */
export async function upload(
  host: HostProcess,
  token: string,
  bytes: Buffer,
  options: UploadOptions = {},
): Promise<string> {
  const begun = await begin(host, token, bytes.length, options);
  if (begun.status !== 201 || begun.location === undefined) throw new Error(`POST ${begun.status}`);
  const sent = await ask(host, 'PATCH', begun.location, {
    ...options,
    body: bytes,
    headers: {
      ...authorized(token),
      'Upload-Offset': '0',
      'Content-Type': 'application/offset+octet-stream',
    },
  });
  if (sent.status !== 204) throw new Error(`PATCH ${sent.status}`);
  return begun.location.split('/').at(-1) ?? '';
}

/** Announces a file of so many bytes, and sends none of them. */
export function begin(
  host: HostProcess,
  token: string,
  length: number,
  options: UploadOptions = {},
): Promise<Answer> {
  return ask(host, 'POST', '/files', {
    ...options,
    headers: { ...authorized(token), 'Upload-Length': String(length), 'Content-Length': '0' },
  });
}

export function authorized(token: string) {
  return { 'Tus-Resumable': '1.0.0', Authorization: `Bearer ${token}` };
}

interface Request extends UploadOptions {
  readonly headers?: Record<string, string>;
  readonly body?: Buffer | string;
}

/** Rejects if there is no answer at all. */
export function ask(host: HostProcess, method: string, path: string, asked: Request = {}): Promise<Answer> {
  const { from, headers = {}, body } = asked;
  return new Promise((resolve, reject) => {
    const sent = request(
      {
        host: host.address,
        port: host.port,
        method,
        path,
        headers,
        agent: false,
        ...(from !== undefined && { localAddress: from }),
      },
      (response: IncomingMessage) => {
        response.resume();
        response.on('end', () =>
          resolve({ status: response.statusCode ?? 0, location: response.headers.location }),
        );
        response.on('error', reject);
      },
    );
    sent.on('error', reject);
    sent.end(body);
  });
}
