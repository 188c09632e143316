/**
 * The routes under the path of files. Anyone who knows its id may download a file; an upload takes the token of a guest
 * who is present, and a browser that says the request comes from our own page.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { FILES_PATH } from '../../../contract/model/attachment.ts';
import type { FreedCounts, ResourceUse } from '../../../contract/ipc/network-usage.ts';
import type { Translate } from '../../../locales/translate.ts';
import type { Files } from '../../files/files.ts';
import { limitBody } from '../body-deadline.ts';
import { download } from './download.ts';
import { bareHeaders } from '../pages/headers.ts';
import { peerOf } from '../peer.ts';
import { TUS_VERSION, UploadRoute, type UploadAnswer, type UploadStatus } from './upload-route.ts';

export interface FileRouteParts {
  readonly files: Files;
  readonly t: Translate;
  /** The id of the guest with this token, if present. */
  readonly whoHas: (token: string) => string | undefined;
  /** Maps the addresses of one network to the same string. */
  readonly networkOf: (address: string) => string;
  /** Reports a bug of our own. */
  readonly failed: (error: unknown) => void;
}

type Status = UploadStatus | 401 | 403 | 405 | 500;
type Answer = Omit<UploadAnswer, 'status'> & { readonly status: Status };

const ID = /^[\da-f]{32}$/;
/** Time for the rest of a request body after the response; then the socket is destroyed. */
const DRAIN_MS = 2_000;

export class FileRoute {
  readonly #parts: FileRouteParts;
  readonly #uploads: UploadRoute;

  constructor(parts: FileRouteParts) {
    this.#parts = parts;
    this.#uploads = new UploadRoute(parts.files);
  }

  /** Answers the request, unless the path is not one of files. Returns whether it did. */
  answer(request: IncomingMessage, response: ServerResponse, path: string): boolean {
    const id =
      path === FILES_PATH
        ? ''
        : path.startsWith(`${FILES_PATH}/`)
          ? path.slice(FILES_PATH.length + 1)
          : undefined;
    if (id === undefined || (id !== '' && !ID.test(id))) return false;
    this.#answer(request, response, id).catch((error: unknown) => {
      this.#parts.failed(error);
      if (response.headersSent) request.socket.destroy();
      else this.#send(request, response, { status: 500 });
    });
    return true;
  }

  usage(): { readonly uploads: ResourceUse } {
    return { uploads: this.#parts.files.uploads.usage() };
  }

  /** Stops the uploads from a network and returns how many there were. */
  async free(network: string): Promise<Pick<FreedCounts, 'uploads'>> {
    return { uploads: await this.#parts.files.uploads.free(network) };
  }

  /** Nothing to do: the requests end with the server. */
  stop(): void {}

  async #answer(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    const { method = '', headers } = request;
    const reads = method === 'GET' || (method === 'HEAD' && headers['tus-resumable'] === undefined);
    const answer = reads
      ? await download(this.#parts, id, request, response)
      : await this.#upload(method, id, request);
    if (answer !== undefined) this.#send(request, response, answer);
  }

  async #upload(method: string, id: string, request: IncomingMessage): Promise<Answer> {
    const { headers } = request;
    const site = headers['sec-fetch-site'];
    if (method === 'OPTIONS') return this.#uploads.options();
    if (site !== undefined && site !== 'same-origin') return { status: 403 };
    // Neither a form nor a page of another origin can send this header.
    const [, token] = /^Bearer ([\w-]{1,64})$/.exec(headers.authorization ?? '') ?? [];
    if (token === undefined) return { status: 403 };
    const owner = this.#parts.whoHas(token);
    if (owner === undefined) return { status: 401, headers: { 'WWW-Authenticate': 'Bearer' } };
    if (headers['tus-resumable'] !== TUS_VERSION)
      return { status: 412, headers: { 'Tus-Version': TUS_VERSION } };
    const account = { owner, network: this.#parts.networkOf(peerOf(request).address) };
    switch (`${method} ${id === '' ? 'all' : 'one'}`) {
      case 'POST all':
        return this.#uploads.begin(account, request);
      case 'HEAD one':
        return this.#uploads.query(owner, id);
      case 'PATCH one':
        return this.#uploads.append(account, id, request);
      case 'DELETE one':
        return this.#uploads.delete(owner, id);
      default:
        return {
          status: 405,
          headers: { Allow: id === '' ? 'POST, OPTIONS' : 'GET, HEAD, PATCH, DELETE, OPTIONS' },
        };
    }
  }

  /** The body is one sentence in plain text: the client is a program, which shows it. */
  #send(request: IncomingMessage, response: ServerResponse, { status, why, headers }: Answer): void {
    const { files, t } = this.#parts;
    const megabytes = Math.floor(files.terms().bytesMax / 1_048_576);
    const isSuccess = status === 200 || status === 201 || status === 204;
    const body = isSuccess
      ? ''
      : `${t(why === undefined ? `host:files.${status}` : 'host:files.507-share', { megabytes })}\n`;
    response.writeHead(status, {
      ...bareHeaders(),
      'Tus-Resumable': TUS_VERSION,
      'Cache-Control': 'no-store',
      ...(body !== '' && { 'Content-Type': 'text/plain; charset=utf-8' }),
      ...(status !== 204 && { 'Content-Length': Buffer.byteLength(body) }),
      ...headers,
    });
    response.end(request.method === 'HEAD' ? undefined : body);
    // The rest of the body is read and discarded: a reset could overtake the response.
    if (request.complete) return;
    request.resume();
    limitBody(request, DRAIN_MS);
  }
}
