/**
 * What is asked of the path of files: to read one, which whoever knows its id may, or to bring one, which takes
 * somebody who is in, and a browser that says that our own page asks. It refuses to know what the files are.
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
  /** The id of whoever has the token, if they are in. */
  readonly whoHas: (token: string) => string | undefined;
  /** What addresses of one network have in common. */
  readonly networkOf: (address: string) => string;
  /** A mistake of our own. */
  readonly failed: (error: unknown) => void;
}

type Status = UploadStatus | 401 | 403 | 405 | 500;
type Answer = Omit<UploadAnswer, 'status'> & { readonly status: Status };

const ID = /^[\da-f]{32}$/;
/** What is still on its way when the answer is given; then the line is cut. */
const REST_MS = 2_000;

export class FileRoute {
  readonly #parts: FileRouteParts;
  readonly #uploads: UploadRoute;

  constructor(parts: FileRouteParts) {
    this.#parts = parts;
    this.#uploads = new UploadRoute(parts.files);
  }

  /** Answers, unless the path is none of files. */
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
      else this.#say(request, response, { status: 500 });
    });
    return true;
  }

  usage(): { readonly uploads: ResourceUse } {
    return { uploads: this.#parts.files.uploads.usage() };
  }

  /** What a network brings stops. */
  async free(network: string): Promise<Pick<FreedCounts, 'uploads'>> {
    return { uploads: await this.#parts.files.uploads.free(network) };
  }

  /** Its lines end with the site. */
  stop(): void {}

  async #answer(request: IncomingMessage, response: ServerResponse, id: string): Promise<void> {
    const { method = '', headers } = request;
    const reads = method === 'GET' || (method === 'HEAD' && headers['tus-resumable'] === undefined);
    const answer = reads
      ? await download(this.#parts, id, request, response)
      : await this.#upload(method, id, request);
    if (answer !== undefined) this.#say(request, response, answer);
  }

  async #upload(method: string, id: string, request: IncomingMessage): Promise<Answer> {
    const { headers } = request;
    const site = headers['sec-fetch-site'];
    if (method === 'OPTIONS') return this.#uploads.options();
    if (site !== undefined && site !== 'same-origin') return { status: 403 };
    // A form, or a page elsewhere, cannot send this header.
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
        return this.#uploads.ask(owner, id);
      case 'PATCH one':
        return this.#uploads.append(account, id, request);
      case 'DELETE one':
        return this.#uploads.giveUp(owner, id);
      default:
        return {
          status: 405,
          headers: { Allow: id === '' ? 'POST, OPTIONS' : 'GET, HEAD, PATCH, DELETE, OPTIONS' },
        };
    }
  }

  /** One sentence for people, in plain text: what asks is a program, and shows it. */
  #say(request: IncomingMessage, response: ServerResponse, { status, why, headers }: Answer): void {
    const { files, t } = this.#parts;
    const megabytes = Math.floor(files.terms().bytesMax / 1_048_576);
    const well = status === 200 || status === 201 || status === 204;
    const body = well
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
    // What is still being sent is read and dropped: a reset could overtake the answer.
    if (request.complete) return;
    request.resume();
    limitBody(request, REST_MS);
  }
}
