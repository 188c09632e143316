/**
 * The upload verbs of tus 1.0 (tus.io/protocols/resumable-upload): create, append, query the offset, delete. Each
 * returns a status and headers; the caller has checked the permission.
 */
import type { IncomingMessage } from 'node:http';
import { FILES_PATH } from '../../../contract/model/attachment.ts';
import { parseFileName } from '../../disk/file-name.ts';
import type { Files } from '../../files/files.ts';
import type { SpaceRefusal, FileSender } from '../../files/space.ts';
import type { IncomingUpload } from '../../files/upload.ts';
import { UploadPace } from '../../files/upload-pace.ts';
import type { Headers } from '../pages/headers.ts';
import { UploadBody } from './upload-body.ts';

export type UploadStatus = 200 | 201 | 204 | 400 | 404 | 408 | 409 | 412 | 413 | 415 | 429 | 503 | 507;

export interface UploadAnswer {
  readonly status: UploadStatus;
  /** Selects one of the sentences for this status. */
  readonly why?: 'share';
  readonly headers?: Headers;
}

/** The only version of the protocol. */
export const TUS_VERSION = '1.0.0';
const BODY_TYPE = 'application/offset+octet-stream';
/** A slow upload with less than this is removed; one with more can be resumed, for example after a gap in the Wi-Fi. */
const RESUMABLE_FROM_BYTES = 1_048_576;
/** In seconds. */
const RETRY_LATER: Headers = { 'Retry-After': '5' };
const SHARE_REFUSAL: Headers = { 'Upload-Refusal': 'share' };

export class UploadRoute {
  readonly #files: Files;

  constructor(files: Files) {
    this.#files = files;
  }

  /** The protocol's versions, extensions and size limit. */
  options(): UploadAnswer {
    const { bytesMax } = this.#files.terms();
    return {
      status: 204,
      headers: {
        'Tus-Version': TUS_VERSION,
        'Tus-Extension': 'creation,termination',
        'Tus-Max-Size': String(bytesMax),
      },
    };
  }

  async begin(account: FileSender, { headers }: IncomingMessage): Promise<UploadAnswer> {
    const bytes = countIn(headers['upload-length']);
    const name = nameIn(headers['upload-metadata']);
    if (bytes === undefined || name === undefined) return { status: 400 };
    if (bytes > this.#files.terms().bytesMax) return { status: 413 };
    const begun = await this.#files.uploads.begin(account, parseFileName(name), bytes);
    if (!begun.ok) return begun.code === 'too-many' ? { status: 429 } : fullFor(begun.code);
    return { status: 201, headers: { Location: `${FILES_PATH}/${begun.upload.terms.id}` } };
  }

  async query(owner: string, id: string): Promise<UploadAnswer> {
    const upload = this.#files.uploads.find(id, owner);
    if (upload === undefined) return { status: 404 };
    // A client that asks is not sending: its old connection is dead, and we have not noticed yet.
    await upload.halt();
    const length = { 'Upload-Length': String(upload.terms.bytes) };
    return { status: 200, headers: { ...length, ...offsetOf(upload) } };
  }

  async append({ owner, network }: FileSender, id: string, request: IncomingMessage): Promise<UploadAnswer> {
    const { headers } = request;
    const upload = this.#files.uploads.find(id, owner);
    const offset = countIn(headers['upload-offset']);
    if (headers['content-type'] !== BODY_TYPE) return { status: 415 };
    if (upload === undefined) return { status: 404 };
    if (offset === undefined) return { status: 400 };
    const left = upload.terms.bytes - offset;
    if (Number(headers['content-length'] ?? 0) > left) return { status: 413 };
    const body = new UploadBody(request, left, new UploadPace(this.#files.pace, performance.now()));
    const appended = await this.#files.uploads.append(upload, offset, network, body.feed);
    switch (appended) {
      case 'appended':
        return await this.#answerFor(body, upload);
      case 'elsewhere':
        return { status: 409, headers: offsetOf(upload) };
      case 'too-many':
        return { status: 429, headers: RETRY_LATER };
      case 'all-busy':
        return { status: 503, headers: RETRY_LATER };
      case 'no-room':
      case 'share':
        return fullFor(appended);
      case 'gone':
        return { status: 404 };
      default:
        return appended satisfies never;
    }
  }

  async delete(owner: string, id: string): Promise<UploadAnswer> {
    const upload = this.#files.uploads.find(id, owner);
    if (upload === undefined) return { status: 404 };
    await this.#files.uploads.remove(upload);
    return { status: 204 };
  }

  /** After a cut nobody receives this response. */
  async #answerFor({ ending }: UploadBody, upload: IncomingUpload): Promise<UploadAnswer> {
    if (ending === 'slow') {
      if (upload.offset < RESUMABLE_FROM_BYTES) await this.#files.uploads.remove(upload);
      return { status: 408 };
    }
    if (ending === 'yields') return { status: 503, headers: { ...RETRY_LATER, ...offsetOf(upload) } };
    return { status: ending === 'too-long' ? 413 : 204, headers: offsetOf(upload) };
  }
}

/** RFC 4918 §11.5 defines one status for both; the page distinguishes them by the header. */
function fullFor(refusal: SpaceRefusal): UploadAnswer {
  return refusal === 'share' ? { status: 507, why: 'share', headers: SHARE_REFUSAL } : { status: 507 };
}

function offsetOf({ offset }: IncomingUpload): Headers {
  return { 'Upload-Offset': String(offset) };
}

/** Parses a whole number of decimal digits. */
function countIn(value: string | string[] | undefined): number | undefined {
  return typeof value === 'string' && /^\d{1,15}$/.test(value) ? Number(value) : undefined;
}

/**
 * Parses the file name from comma-separated pairs of a key and a base64 value; empty if there is no name (tus 1.0,
 * Upload-Metadata).
 */
function nameIn(value: string | string[] | undefined = ''): string | undefined {
  if (typeof value !== 'string') return undefined;
  const pairs = value.split(',').map((pair) => pair.trim().split(' '));
  const encoded = pairs.find(([key]) => key === 'name')?.[1] ?? '';
  if (!/^[\w+/-]*={0,2}$/.test(encoded)) return undefined;
  return Buffer.from(encoded, 'base64').toString('utf8');
}
