/**
 * The self-contained export: it opens in any browser, offline, with its pictures embedded and a search field. Each
 * message is one line, chained to the previous one (see `chain.ts`). All user content is escaped.
 */
import { createHash } from 'node:crypto';
import { ACUTE, NAME_RULES, SEARCH_RULES, type FoldRules } from '../../contract/text/fold-text.ts';
import { countOf } from '../../contract/model/reactions.ts';
import { markup, Markup } from '../http/pages/markup.ts';
import { Chain } from './chain.ts';
import type { Format, Heading, ExportedMessage } from './exported.ts';

/** Stands in the first line and identifies the format. */
export const HTML_MARK = 'porchlight-export-1';

const STYLE = `:root{color-scheme:light dark;--ink:#26211a;--second:#6b6256;--ground:#faf8f5;--line:#e6dfd5}
@media(prefers-color-scheme:dark){:root{--ink:#f1ebe2;--second:#b5aa9a;--ground:#16130f;--line:#342d24}}
body{max-width:46rem;margin:0 auto;padding:1rem;background:var(--ground);color:var(--ink);font:16px/1.45 system-ui,sans-serif}
header{position:sticky;top:0;padding-block:.5rem;background:var(--ground);border-block-end:1px solid var(--line)}
h1{margin:0;font-size:1.25rem}p{margin:0}small,time,.room,footer{color:var(--second)}
input{inline-size:100%;min-block-size:44px;margin-block-start:.5rem;padding-inline:.75rem;font:inherit;color:inherit;background:transparent;border:1px solid var(--second);border-radius:8px}
article{padding-block:.5rem;content-visibility:auto;contain-intrinsic-size:auto 4rem}article[hidden]{display:none}
.text,blockquote{white-space:pre-wrap;overflow-wrap:anywhere}blockquote{margin:.25rem 0;padding-inline-start:.75rem;border-inline-start:3px solid var(--line);color:var(--second)}
img{display:block;max-inline-size:100%;max-block-size:24rem;margin-block:.25rem;border-radius:8px}ul{margin:0;padding:0;list-style:none}
footer{padding-block:1rem;overflow-wrap:anywhere}`.replaceAll('\n', '');

/** Compares texts as the chat's search does. */
const SCRIPT = `const to=(t,rules)=>rules.reduce((t,[from,by])=>t.replace(from,by),t);
const kept=t=>to(t.replace(${String(ACUTE)},"'").normalize('NFKC').toLowerCase().toUpperCase().toLowerCase(),${inScript(NAME_RULES)}).normalize('NFKC');
const fold=t=>to(kept(t).normalize('NFD'),${inScript(SEARCH_RULES)}).normalize('NFC').replace(/\\s+/g,' ').trim();
const all=[...document.querySelectorAll('article')].map(a=>[a,fold(a.textContent)]);
const field=document.querySelector('input'),found=document.querySelector('output');let timer;
const look=()=>{const q=fold(field.value);let n=0;for(const[a,t]of all){const hit=t.includes(q);a.hidden=!hit;if(hit)n++}
found.value=q?n+' / '+all.length:''};
field.addEventListener('input',()=>{clearTimeout(timer);timer=setTimeout(look,120)});`.replaceAll('\n', '');

function inScript(rules: FoldRules): string {
  return `[${rules.map(([from, by]) => `[${String(from)},${JSON.stringify(by)}]`).join(',')}]`;
}

const hashOf = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;
const POLICY = [
  "default-src 'none'",
  'img-src data:',
  `style-src ${hashOf(STYLE)}`,
  `script-src ${hashOf(SCRIPT)}`,
  "base-uri 'none'",
  "form-action 'none'",
].join('; ');

/** The usual style of the language. */
const TIME_STYLE = { dateStyle: 'medium', timeStyle: 'medium', numberingSystem: 'latn' } as const;

interface HtmlContext extends Heading {
  /** Created once: that takes longer than the rest of a message. */
  readonly times: Intl.DateTimeFormat;
}

export function htmlFormat(chain = new Chain()): Format {
  let context: HtmlContext | undefined;
  const line = (html: Markup | string) => `${chain.bind(oneLine(String(html)))}\n`;
  return {
    pictures: true,
    begin: (heading) => {
      context = { ...heading, times: new Intl.DateTimeFormat(heading.language, TIME_STYLE) };
      return line(head(context));
    },
    message: (message) => (context === undefined ? '' : line(article(message, context))),
    end: (count) => (context === undefined ? '' : line(tail(count, context))),
  };
}

function head({ rooms, at, language, t, times }: HtmlContext): Markup {
  const names = rooms.map(({ name }) => name).join(', ');
  const direction = language === 'ar' ? 'rtl' : 'ltr';
  return markup`<!doctype html><html lang="${language}" dir="${direction}" data-format="${HTML_MARK}"><head><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${POLICY}"><meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><title>${names} — Porchlight</title><style>${new Markup(STYLE)}</style></head><body><header><h1>${names}</h1><p><small>${t('host:export.made', { time: times.format(at) })}</small> <output></output></p><input type="search" aria-label="${t('host:export.search')}" placeholder="${t('host:export.search')}"></header><main>`;
}

function article(
  { number, room, message, pictures }: ExportedMessage,
  { rooms, t, times }: HtmlContext,
): Markup {
  const { text, at, from, files = [], reply, reactions = [], edited = false } = message;
  const place = rooms.length > 1 ? markup` <span class="room" dir="auto">${room.name}</span>` : '';
  const quote = reply ? markup`<blockquote dir="auto">${reply.from.name}: ${reply.text}</blockquote>` : '';
  const body = text === '' ? '' : markup`<p class="text" dir="auto">${text}</p>`;
  const sent = files.map(({ id, name, bytes }) => {
    const picture = pictures.get(id);
    const shown = picture === undefined ? '' : markup`<img alt="${name}" src="${picture}">`;
    return markup`<li>${shown}<small dir="auto">${name} · ${t('host:export.bytes', { count: bytes })}</small></li>`;
  });
  const list = sent.length > 0 ? markup`<ul>${sent}</ul>` : '';
  const marks = [
    ...(edited ? [t('host:export.edited')] : []),
    ...reactions.map((each) => `${each.emoji} ${countOf(each)}`),
  ];
  const small = marks.length > 0 ? markup`<small>${marks.join(' · ')}</small>` : '';
  return markup`<article id="m${number}"><p><time datetime="${new Date(at).toISOString()}">${times.format(at)}</time> <strong dir="auto">${from.name}</strong>${place}</p>${quote}${body}${list}${small}</article>`;
}

function tail(count: number, { t }: Heading): Markup {
  return markup`</main><footer>${t('host:export.count', { count })} ${t('host:export.verify')}</footer><script>${new Markup(SCRIPT)}</script></body></html>`;
}

/** A line break inside a text must not end the line of the file. */
function oneLine(html: string): string {
  return html.replace(/[\n\r\u2028\u2029]/g, (character) => `&#${character.charCodeAt(0)};`);
}
