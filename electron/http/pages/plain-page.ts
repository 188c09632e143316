/**
 * The pages without scripts: one to join, one to read and write, and one that refreshes itself. The refreshing page has
 * no form, so that it never interrupts a writer. They are separate pages because frames become links in a text browser,
 * and old e-readers draw them badly.
 */
import type { Entry, Left, Message } from '../../../contract/model/entry.ts';
import type { Person } from '../../../contract/model/person.ts';
import { PLAIN_PATH } from '../../../contract/wire/wire.ts';
import { clampMarks } from '../../../contract/text/writing.ts';
import { timeFormat, type TimeFormat } from '../../../locales/formats.ts';
import { directionOf } from '../../../locales/language.ts';
import type { Spoken } from '../../../locales/translate.ts';
import { Markup, markup } from './markup.ts';

/** The screen of an e-reader takes a second to redraw. */
const FOLLOW_SECONDS = 10;

export const PLAIN_STYLE = `
html { color-scheme: light dark; }
body { font: 17px/1.45 system-ui, sans-serif; max-width: 640px; margin: 0 auto; padding: 12px;
  background: #faf8f5; color: #26211a; word-wrap: break-word; overflow-wrap: anywhere; }
h1 { font-size: 22px; margin: 8px 0; }
a { color: #8a5200; display: inline-block; padding: 10px 0; margin-inline-end: 16px; }
input, textarea { font: inherit; box-sizing: border-box; min-height: 44px; padding: 8px 12px; max-width: 100%;
  color: inherit; background: #fff; border: 1px solid #8f8475; border-radius: 8px; }
input.wide, textarea { width: 100%; }
input[type=submit] { background: #f2a93b; color: #3a2500; border-color: #f2a93b; font-weight: bold; }
input.quiet { background: transparent; color: inherit; border-color: #8f8475; font-weight: normal; }
dl { margin: 0; } dt { margin-top: 12px; font-weight: bold; } dd { margin: 0; white-space: pre-wrap; }
.second { color: #6b6256; font-weight: normal; font-size: 15px; white-space: normal; }
.notice { background: #fdf1dc; color: #3a2500; padding: 12px; border-radius: 8px; }
.announced { border: 2px solid #f2a93b; white-space: pre-wrap; }
@media (prefers-color-scheme: dark) {
  body { background: #16130f; color: #f1ebe2; }
  a { color: #f5b44c; }
  input, textarea { background: #1f1b16; border-color: #7d7263; }
  .second { color: #b5aa9a; }
  .notice { background: #3a2c14; color: #f1ebe2; }
}
`;

/**
 * The data of the page for a visitor who has not joined: it reveals nothing about this chat. `notice` says what went
 * wrong the last time.
 */
export interface JoinPageValues {
  readonly pin: boolean;
  readonly name: string;
  readonly notice?: string;
}

export function doorPage(spoken: Spoken, { pin, name, notice }: JoinPageValues): string {
  const { t } = spoken;
  const pinField = markup`<p><label for="pin">${t('basic:pin')}</label><br>
<input class="wide" id="pin" name="pin" type="password" inputmode="numeric" autocomplete="off" maxlength="12"></p>
`;
  return page(
    spoken,
    t('shared:product'),
    markup`<h1>${t('shared:product')}</h1>
${notices(notice)}<p>${t('basic:plain.intro')}</p>
<form method="post" action="${PLAIN_PATH}" accept-charset="utf-8">
<p><label for="name">${t('basic:plain.name')}</label><br>
<input class="wide" id="name" name="name" type="text" autocomplete="off" dir="auto" value="${name}"></p>
${pin ? pinField : ''}<p><input type="submit" value="${t('basic:plain.join')}"></p>
</form>
<p><a href="/">${t('basic:basic.full')}</a></p>
`,
  );
}

/** The data of the pages for a guest who has joined. */
export interface Inside {
  readonly room: string;
  /** The path of the guest's session. */
  readonly path: string;
  readonly you: string;
  readonly people: readonly Person[];
  /** The host's announcement, until it is taken down. */
  readonly announced?: string;
  /** Left out if the guest asks for it too often. */
  readonly entries?: readonly Entry[];
}

/** @param ref of the next message, so that it is posted once even if the form is sent twice */
export function writePage(
  spoken: Spoken,
  inside: Inside,
  writing: { readonly ref: string; readonly draft: string; readonly notice?: string },
): string {
  const { t } = spoken;
  const { room, path } = inside;
  return page(
    spoken,
    room,
    markup`<h1>${room}</h1>
${banner(spoken, inside)}${notices(writing.notice)}<form method="post" action="${path}" accept-charset="utf-8">
<p><label for="text">${t('basic:message')} (<bdi>${inside.you}</bdi>)</label><br>
<textarea id="text" name="text" rows="3" cols="40" dir="auto">
${writing.draft}</textarea></p>
<p><input type="hidden" name="ref" value="${writing.ref}">
<input type="submit" value="${t('basic:send')}"></p>
</form>
<p><a href="${path}">${t('basic:plain.refresh')}</a> <a href="${path}/follow">${t('basic:plain.follow')}</a></p>
${log(spoken, inside)}${people(spoken, inside)}<form method="post" action="${path}/leave">
<p><input class="quiet" type="submit" value="${t('basic:leave')}"></p>
</form>
`,
  );
}

export function followPage(spoken: Spoken, inside: Inside, notice?: string): string {
  const { t } = spoken;
  const { room, path } = inside;
  return page(
    spoken,
    room,
    markup`<h1>${room}</h1>
${banner(spoken, inside)}${notices(notice)}<p class="second">${t('basic:plain.following', { count: FOLLOW_SECONDS })}</p>
<p><a href="${path}">${t('basic:plain.write')}</a></p>
${log(spoken, inside)}${people(spoken, inside)}`,
    markup`<meta http-equiv="refresh" content="${FOLLOW_SECONDS}">
`,
  );
}

function page({ language }: Spoken, title: string, body: Markup, head: Markup = markup``): string {
  return markup`<!DOCTYPE html>
<html lang="${language}" dir="${directionOf(language)}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
${head}<title>${title}</title>
<style>${new Markup(PLAIN_STYLE)}</style>
</head>
<body>
<div role="main">
${body}</div>
</body>
</html>
`.toString();
}

function notices(notice: string | undefined): Markup {
  return notice === undefined
    ? markup``
    : markup`<p class="notice" role="alert">${notice}</p>
`;
}

function banner({ t }: Spoken, { announced }: Inside): Markup {
  return announced === undefined
    ? markup``
    : markup`<p class="notice announced"><strong>${t('shared:message.announcement')}</strong><br><span dir="auto">${announced}</span></p>
`;
}

function people({ t }: Spoken, inside: Inside): Markup {
  if (inside.entries === undefined) return markup``;
  const names = inside.people.map(({ name }, i) => markup`${i === 0 ? ' ' : ', '}<bdi>${name}</bdi>`);
  return markup`<p class="second">${t('basic:plain.people')}${names}</p>
`;
}

/** Newest first, so that new messages are on the first screen. */
function log(spoken: Spoken, { entries }: Inside): Markup {
  if (entries === undefined) return markup``;
  const shown = entries.toReversed().flatMap((entry) => line(spoken, entry));
  if (shown.length === 0)
    return markup`<p>${spoken.t('basic:plain.nothing')}</p>
`;
  return markup`<dl>
${shown}</dl>
`;
}

function line(spoken: Spoken, entry: Entry): Markup[] {
  const { t } = spoken;
  const time = timesOf(spoken.language).format(entry.at);
  const event = (text: string) => [
    markup`<dt class="second">${time} ${text}</dt>
`,
  ];
  switch (entry.type) {
    case 'message':
      return [
        markup`<dt><bdi>${entry.from.name}</bdi> <span class="second">${time}</span></dt>
<dd dir="auto">${messageBody(spoken, entry)}</dd>
`,
      ];
    case 'joined':
      return event(t('shared:entry.joined', { name: entry.person.name }));
    case 'left':
      return event(t(`shared:entry.${howLeft(entry)}`, { name: entry.person.name }));
    case 'renamed':
      return entry.before === entry.person.name
        ? []
        : event(t('shared:entry.renamed', { before: entry.before, name: entry.person.name }));
    // Messages already show their current text and reactions.
    case 'edited':
    case 'deleted':
    case 'reacted':
      return [];
    default:
      return entry satisfies never;
  }
}

/** Creating a format takes longer than the rest of a line. */
const TIMES = new Map<string, TimeFormat>();

function timesOf(language: string): TimeFormat {
  const known = TIMES.get(language) ?? timeFormat(language, { timeStyle: 'short' });
  TIMES.set(language, known);
  return known;
}

function howLeft({ removed, goodbye }: Left): 'removed' | 'left' | 'lost' {
  if (removed) return 'removed';
  return goodbye ? 'left' : 'lost';
}

function messageBody({ t }: Spoken, { text, from, deleted, edited, files = [] }: Message): Markup {
  const aside = (text: string) => markup`<span class="second">${text}</span>`;
  if (deleted) return aside(t('basic:plain.deleted'));
  const marks = [
    ...(edited ? [aside(` (${t('basic:plain.edited')})`)] : []),
    ...(files.length > 0 ? [aside(` (${t('basic:plain.files')})`)] : []),
  ];
  // Only text from plain-text clients was not clamped on arrival.
  return markup`${from.via === 'plain' ? clampMarks(text) : text}${marks}`;
}
