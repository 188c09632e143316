/** A page with one sentence that says why there is no other page. */
import { STATUS_CODES } from 'node:http';
import type { AllowedItem } from '../../../contract/ipc/allowed.ts';
import { directionOf } from '../../../locales/language.ts';
import type { Spoken } from '../../../locales/translate.ts';
import { plainPageHeaders, type Headers } from './headers.ts';

export type SentenceStatus = 400 | 403 | 404 | 405 | 408 | 414 | 426 | 431 | 500 | 503 | 505;

export interface SentencePage {
  readonly headers: Headers;
  readonly body: string;
}

/** The front page. */
const HOME = '/';

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { margin: 20vh auto 0; max-width: 28rem; padding: 0 1.5rem; }
h1 { font-size: 1.5rem; }
a { color: inherit; }
p { overflow-wrap: anywhere; }
`;

/** Added where the status alone does not tell the reader what to do. */
export interface Advice {
  /** One more sentence. */
  readonly more?: string;
  /** The item that the host would have to allow. */
  readonly refused?: AllowedItem;
}

export function sentencePage(
  status: SentenceStatus,
  { t, language }: Spoken,
  { more = '', refused }: Advice = {},
): SentencePage {
  const title = escape(t(`host:http.${status}.title`));
  const text = escape(`${t(`host:http.${status}.text`)} ${more}`.trim());
  const ask =
    refused === undefined
      ? ''
      : `<p>${escape(t(`host:http.ask-${refused.kind}`, { value: refused.value }))}</p>\n`;
  // A name that is not ours cannot open the front page either.
  const home = refused?.kind === 'name' ? '' : HOME;
  const body = `<!doctype html>
<html lang="${language}" dir="${directionOf(language)}">
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${title}</title>
<style>${STYLE}</style>
<main>
<h1>${title}</h1>
<p>${text}</p>
${ask}${home && `<p><a href="${home}">${escape(t('host:http.home'))}</a></p>\n`}</main>
</html>
`;
  const headers = {
    ...plainPageHeaders(STYLE),
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': language,
  };
  return { headers, body };
}

/** The same page as the bytes of a whole response, for a socket without a response object. */
export function sentenceResponse(
  status: SentenceStatus,
  spoken: Spoken,
  extra: Headers = {},
  advice: Advice = {},
): string {
  const { headers, body } = sentencePage(status, spoken, advice);
  const all = {
    ...headers,
    ...extra,
    'Content-Length': String(Buffer.byteLength(body)),
    Connection: 'close',
  };
  const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
  return `HTTP/1.1 ${status} ${STATUS_CODES[status] ?? ''}\r\n${lines.join('\r\n')}\r\n\r\n${body}`;
}

function escape(text: string): string {
  return text.replace(/[&<>"]/g, (character) => `&#${character.charCodeAt(0)};`);
}
