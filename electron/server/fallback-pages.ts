/**
 * The ways in for browsers that the full page is too new for: `/basic` for old ones, `/plain` without script. Reads
 * requests, asks the guests of the form, and answers with pages. It refuses to know what the pages look like.
 */
import { randomBytes } from 'node:crypto';
import type { IncomingMessage, ServerResponse } from 'node:http';
import type { FreedCounts } from '../../contract/ipc/network-usage.ts';
import { PLAIN_PATH } from '../../contract/wire/wire.ts';
import type { Spoken } from '../../locales/translate.ts';
import type { ChatService } from '../chat/chat-service.ts';
import type { ConnectionContext } from '../chat/protocols/accept-connection.ts';
import { FormGuests, type FormGuest, type FormJoinRefusal } from '../chat/protocols/form-guest.ts';
import { privateNoticeText, removedText } from '../chat/protocols/private-notice-text.ts';
import { basicPage } from '../http/pages/basic-page.ts';
import { readForm, type Form } from '../http/pages/form-body.ts';
import { formPageHeaders, pageHeaders, type Headers } from '../http/pages/headers.ts';
import { BASIC_PATH } from '../http/pages/paths.ts';
import { doorPage, followPage, PLAIN_STYLE, writePage, type Inside } from '../http/pages/plain-page.ts';
import { peerOf } from '../http/peer.ts';
import type { OpenRoute } from './listening.ts';

/** One request, and in which words to answer it. */
interface Asked {
  readonly request: IncomingMessage;
  readonly response: ServerResponse;
  readonly spoken: Spoken;
}

/** `/plain`, `/plain/SESSION`, and what is done below that. */
const PLAIN = new RegExp(`^${PLAIN_PATH}(?:/([\\da-f]{32})(?:/(follow|leave))?)?$`);
const FORM_HEADERS = formPageHeaders(PLAIN_STYLE);
/** RFC 9110 §15.5.9 */
const TOO_SLOW = 408;
/** RFC 6585 §4 */
const TOO_MANY = 429;
const REF = /^[\da-f]{16}$/;

export class FallbackPages implements OpenRoute {
  readonly #chat: ChatService;
  readonly #failed: (error: unknown) => void;
  readonly #guests: FormGuests;

  /** @param failed a mistake of our own */
  constructor({ hub, joins, pin }: ConnectionContext, chat: ChatService, failed: (error: unknown) => void) {
    this.#chat = chat;
    this.#failed = failed;
    this.#guests = new FormGuests(hub, joins, pin, () => randomBytes(16).toString('hex'));
  }

  answer(request: IncomingMessage, response: ServerResponse, path: string, spoken: Spoken): boolean {
    const asked = { request, response, spoken };
    const plain = PLAIN.exec(path);
    if (path === BASIC_PATH) this.#basic(asked);
    else if (plain !== null) this.#plain(asked, plain[1], plain[2]);
    else return false;
    return true;
  }

  usage(): ReturnType<OpenRoute['usage']> {
    return { forms: this.#guests.usage() };
  }

  /** Its sessions are people: who has one is asked to leave. */
  free(): Promise<Partial<FreedCounts>> {
    return Promise.resolve({});
  }

  stop(): void {
    this.#guests.stop();
  }

  #basic(asked: Asked): void {
    if (!isRead(asked.request)) {
      refuseMethod(asked, 'GET, HEAD');
      return;
    }
    const headers = { ...pageHeaders(asked.request.headers.host ?? ''), 'Cache-Control': 'no-cache' };
    give(asked, 200, headers, basicPage(asked.spoken));
  }

  #plain(asked: Asked, session: string | undefined, verb: string | undefined): void {
    const { method } = asked.request;
    if (method === 'POST' && verb !== 'follow') {
      this.#post(asked, session, verb === 'leave').catch((error: unknown) => {
        this.#failed(error);
        asked.response.destroy();
      });
    } else if (!isRead(asked.request) || verb === 'leave') {
      refuseMethod(asked, verb === 'leave' ? 'POST' : verb === 'follow' ? 'GET, HEAD' : 'GET, HEAD, POST');
    } else if (session === undefined) this.#showDoor(asked, 200, '');
    else this.#show(asked, session, verb === 'follow');
  }

  #show(asked: Asked, session: string, follow: boolean): void {
    const guest = this.#guests.find(session);
    if (guest === undefined) this.#showOver(asked, session);
    else if (follow) this.#showFollowing(asked, guest);
    else this.#showWriting(asked, guest, 200, '');
  }

  async #post(asked: Asked, session: string | undefined, leaving: boolean): Promise<void> {
    const { t } = asked.spoken;
    const read = await readForm(asked.request);
    if (!read.ok && read.why === 'gone') return;
    const guest = session === undefined ? undefined : this.#guests.find(session);
    if (!read.ok) {
      const notice = t(read.status === 413 ? 'basic:plain.too-large' : 'basic:plain.unreadable');
      if (guest === undefined) this.#showDoor(asked, read.status, '', notice);
      else this.#showWriting(asked, guest, read.status, '', notice);
    } else if (session === undefined) this.#join(asked, read.form);
    else if (guest === undefined) this.#showOver(asked, session);
    else if (leaving) {
      this.#guests.leave(guest);
      this.#showDoor(asked, 200, '', t('basic:plain.left'));
    } else await this.#say(asked, guest, read.form);
  }

  #join(asked: Asked, form: Form): void {
    const name = form.get('name') ?? '';
    const joined = this.#guests.join(name, form.get('pin')?.trim(), peerOf(asked.request));
    if (joined.ok) seeOther(asked, `${PLAIN_PATH}/${joined.value.session}`);
    else this.#showDoor(asked, STATUS[joined.error.code] ?? 400, name, whyNot(asked.spoken, joined.error));
  }

  async #say(asked: Asked, guest: FormGuest, form: Form): Promise<void> {
    const { t } = asked.spoken;
    const text = form.get('text') ?? '';
    const ref = form.get('ref') ?? '';
    const path = `${PLAIN_PATH}/${guest.session}`;
    // Whoever has nothing to say wants to see what is new.
    if (text.trim() === '') {
      seeOther(asked, path);
      return;
    }
    const answer = await this.#guests.say(guest, text, REF.test(ref) ? ref : newRef());
    if (answer.ok) seeOther(asked, path);
    else {
      const { code, seconds = 0 } = answer.error;
      const notice = t(`shared:refusal.${code}`, { count: seconds });
      this.#showWriting(asked, guest, STATUS[code] ?? 400, text, notice);
    }
  }

  /** A session that there is none of, or not any more. */
  #showOver(asked: Asked, session: string): void {
    const out = this.#guests.removalOf(session);
    if (out === undefined) this.#showDoor(asked, 404, '', asked.spoken.t('basic:plain.gone'));
    else this.#showDoor(asked, 403, '', removedText(asked.spoken, out));
  }

  #showDoor(asked: Asked, status: number, name: string, notice?: string): void {
    const doorstep = {
      ...{ pin: this.#guests.pinWanted, name },
      ...(notice !== undefined && { notice }),
    };
    givePage(asked, status, doorPage(asked.spoken, doorstep));
  }

  #showWriting(asked: Asked, guest: FormGuest, status: number, draft: string, notice?: string): void {
    const news = this.#guests.takeNotices(guest.session);
    const inside = this.#inside(guest);
    const slower = tooFast(asked, inside);
    const told = [notice ?? slower, ...news.map((message) => privateNoticeText(asked.spoken, message))];
    const words = told.filter((each) => each !== undefined).join(' ');
    const writing = { ref: newRef(), draft, ...(words !== '' && { notice: words }) };
    givePage(asked, slower === undefined ? status : TOO_MANY, writePage(asked.spoken, inside, writing));
  }

  #showFollowing(asked: Asked, guest: FormGuest): void {
    const inside = this.#inside(guest);
    const slower = tooFast(asked, inside);
    givePage(asked, slower === undefined ? 200 : TOO_MANY, followPage(asked.spoken, inside, slower));
  }

  /** To make all that was said into a page is dear: whoever asks for it too often gets the rest of it. */
  #inside({ id, session, views }: FormGuest): Inside {
    const { connectedPeople } = this.#chat;
    const you = connectedPeople.present(id)?.name ?? '';
    const { announcement } = this.#chat.moderationOverview();
    const inside = {
      ...{ room: this.#room(), path: `${PLAIN_PATH}/${session}`, you },
      ...(announcement && { announced: announcement.text }),
    };
    if (views.take(performance.now()) > 0) return { ...inside, people: [] };
    return { ...inside, people: connectedPeople.allPresent(), entries: this.#chat.views.lobby() };
  }

  #room(): string {
    return this.#chat.views.ofAll()[0]?.name ?? '';
  }
}

const STATUS: Readonly<Record<string, number>> = {
  'pin-required': 403,
  'pin-wrong': 403,
  'pin-wait': 429,
  'too-fast': 429,
  'rate-limited': 429,
  removed: 403,
  muted: 403,
  'read-only': 403,
  rejected: 403,
  'slow-mode': 429,
  'approval-queue-full': 429,
  'name-banned': 409,
  'name-taken': 409,
  full: 503,
};

function whyNot(spoken: Spoken, refused: FormJoinRefusal): string {
  if (refused.code === 'removed') return removedText(spoken, refused.removed);
  const { code, seconds = 0 } = refused;
  const { t } = spoken;
  return code === 'full' ? t('basic:plain.full') : t(`shared:refusal.${code}`, { count: seconds });
}

/** What somebody is told who asked for the page too often. */
function tooFast({ spoken }: Asked, { entries }: Inside): string | undefined {
  return entries === undefined ? spoken.t('shared:refusal.too-fast', { count: 1 }) : undefined;
}

function isRead({ method }: IncomingMessage): boolean {
  return method === 'GET' || method === 'HEAD';
}

function newRef(): string {
  return randomBytes(8).toString('hex');
}

function givePage(asked: Asked, status: number, page: string): void {
  give(asked, status, FORM_HEADERS, page);
}

function give({ request, response, spoken }: Asked, status: number, headers: Headers, page: string): void {
  response.writeHead(status, {
    ...headers,
    'Content-Type': 'text/html; charset=utf-8',
    'Content-Language': spoken.language,
    'Content-Length': Buffer.byteLength(page),
    Vary: 'Accept-Language',
    // The rest of a form that came too slowly is nobody's next request.
    ...(status === TOO_SLOW && { Connection: 'close' }),
  });
  response.end(request.method === 'HEAD' ? undefined : page);
}

/** To be read by a request of its own, so that to reload is not to send again (RFC 9110 §15.4.4). */
function seeOther({ response }: Asked, path: string): void {
  response.writeHead(303, { ...FORM_HEADERS, Location: path, 'Content-Length': 0 }).end();
}

function refuseMethod(asked: Asked, allow: string): void {
  const { t } = asked.spoken;
  const page = doorPage(asked.spoken, { pin: false, name: '', notice: t('host:http.405.text') });
  give(asked, 405, { ...FORM_HEADERS, Allow: allow }, page);
}
