/** Takes out of a packaged folder what nobody needs there, and makes small what hardly anybody reads. */
import { existsSync } from 'node:fs';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';

/** Kept by electron-builder for the sake of `es`. */
const LOCALES_TOO_MANY = ['es-419'];
/** Ten megabytes of text, which have to be with it. */
const LICENCES = 'LICENSES.chromium.html';

/** @param {string} folder */
export async function slim(folder) {
  for (const locale of LOCALES_TOO_MANY) await rm(join(folder, `locales/${locale}.pak`), { force: true });
  const licences = join(folder, LICENCES);
  if (!existsSync(licences)) return;
  await writeFile(`${licences}.gz`, gzipSync(await readFile(licences), { level: 9 }));
  await rm(licences);
}
