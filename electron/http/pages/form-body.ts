/** Reads the body of an HTML form, with limits on size and time. */
import type { IncomingMessage } from 'node:http';

/** A text of 4,000 characters is at most 48,000 bytes in form encoding. */
const FORM_BYTES_MAX = 65_536;
const FIELDS_MAX = 16;
/** Shorter than the server's deadline for a whole request, which closes without a response. */
const DEADLINE_MS = 8_000;

export type Form = ReadonlyMap<string, string>;

/** `gone`: the client went away, and there is nothing to answer. */
export type ReadForm =
  | { readonly ok: true; readonly form: Form }
  | { readonly ok: false; readonly why: 'gone' }
  | { readonly ok: false; readonly why: 'refused'; readonly status: 400 | 408 | 413 | 415 };

export async function readForm(request: IncomingMessage): Promise<ReadForm> {
  const bytes = await readBytes(request);
  if (bytes === 'gone') return { ok: false, why: 'gone' };
  if (bytes === 'too-slow') return { ok: false, why: 'refused', status: 408 };
  if (!isForm(request.headers['content-type'])) return { ok: false, why: 'refused', status: 415 };
  if (bytes === 'too-large') return { ok: false, why: 'refused', status: 413 };
  const form = parseForm(bytes.toString('latin1'));
  return form === undefined ? { ok: false, why: 'refused', status: 400 } : { ok: true, form };
}

/** Parses `application/x-www-form-urlencoded`; `undefined` if it is malformed or not UTF-8 (URL Standard §5.1). */
export function parseForm(body: string): Form | undefined {
  const pairs = body === '' ? [] : body.split('&', FIELDS_MAX + 1);
  if (pairs.length > FIELDS_MAX) return undefined;
  const form = new Map<string, string>();
  for (const pair of pairs) {
    const equals = pair.indexOf('=');
    const name = decode(equals < 0 ? pair : pair.slice(0, equals));
    const value = decode(equals < 0 ? '' : pair.slice(equals + 1));
    // No form of ours repeats a field, and two values would be ambiguous.
    if (name === undefined || value === undefined || form.has(name)) return undefined;
    form.set(name, value);
  }
  return form;
}

function decode(encoded: string): string | undefined {
  // Everything beyond ASCII is percent-encoded.
  if (!/^[\x21-\x7e]*$/.test(encoded)) return undefined;
  try {
    return decodeURIComponent(encoded.replaceAll('+', ' '));
  } catch (error) {
    if (error instanceof URIError) return undefined;
    throw error;
  }
}

/** Another charset than UTF-8 would decode to other letters. */
function isForm(type = ''): boolean {
  return /^application\/x-www-form-urlencoded\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i.test(type.trim());
}

/** A body past the limit is read to its end and discarded: an early response could be lost with the connection. */
async function readBytes(request: IncomingMessage): Promise<Buffer | 'too-large' | 'too-slow' | 'gone'> {
  const chunks: Buffer[] = [];
  let length = 0;
  return new Promise((resolve) => {
    const deadline = setTimeout(() => resolve('too-slow'), DEADLINE_MS);
    request.once('close', () => clearTimeout(deadline));
    request.on('data', (chunk: Buffer) => {
      length += chunk.length;
      if (length > FORM_BYTES_MAX) chunks.length = 0;
      else chunks.push(chunk);
    });
    request.once('end', () => resolve(length > FORM_BYTES_MAX ? 'too-large' : Buffer.concat(chunks)));
    request.once('error', () => resolve('gone'));
    request.once('close', () => resolve('gone'));
  });
}
