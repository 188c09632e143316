/** What Node's errors about files mean to people, to be put into a sentence. */
import type { Translate } from '../../locales/translate.ts';

/** In the words of `host:file-fault`; errno(3) has what they mean. */
const WORDS = {
  ENOENT: 'missing',
  ENOTDIR: 'no-folder',
  EISDIR: 'folder',
  EACCES: 'forbidden',
  EPERM: 'forbidden',
  EROFS: 'read-only',
  ENOSPC: 'full',
  EDQUOT: 'full',
  ENAMETOOLONG: 'too-long',
  EIO: 'broken',
} as const;

/** What is known of no error code stays as Node says it. */
export function fileFault(error: unknown, t: Translate): string {
  const code = error instanceof Error && 'code' in error ? error.code : undefined;
  if (isKnown(code)) return t(`host:file-fault.${WORDS[code]}`);
  return error instanceof Error ? error.message : String(error);
}

function isKnown(code: unknown): code is keyof typeof WORDS {
  return typeof code === 'string' && Object.hasOwn(WORDS, code);
}
