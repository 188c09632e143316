/**
 * The page for old browsers: joins the lobby over the plain-text protocol, shows messages and sends them. It uses
 * nothing newer than ECMAScript 5 and the DOM of Internet Explorer 11; its tsconfig enforces that.
 */
import { readServerLine } from './server-line.ts';
import { checkHost } from './host-answers.ts';
import { PlainConnection } from './plain-connection.ts';
import { addToLog } from './log.ts';
import { element, setText, show, word } from './words.ts';

/** Ends a session of the plain-text protocol. */
const QUIT = 'quit';

/** `pin`: the host has asked for the PIN. */
let state: 'off' | 'connecting' | 'pin' | 'joined' = 'off';
/** Sent again automatically after a reconnect, unless it was wrong. */
let pin = '';
let pinTried = false;
/** The last line the host itself sent. */
let lastHostText = '';

const field = element('text');
const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
// Without scripts, the form is submitted to this address.
const plainPage = element('form').getAttribute('action') ?? '';
const checkReachable = (done: (isReachable: boolean) => void) => checkHost(plainPage, done);
const connection = new PlainConnection(`${scheme}//${location.host}/`, checkReachable, {
  trying: () => {
    state = 'connecting';
    pinTried = false;
    setText('status', word('connecting'));
  },
  opened: () => undefined,
  received: receive,
  lost: (left, blocked) => {
    const wasPin = state === 'pin';
    state = 'off';
    if (wasPin) label('message');
    setText('status', '');
    trouble(word(blocked ? 'blocked' : 'lost', String(left)), true);
  },
  removed: () => showStopped(lastHostText),
});

function receive(text: string): void {
  const line = readServerLine(text);
  if (line.kind === 'message' && line.name === word('house')) lastHostText = line.text;
  if (state !== 'joined' && line.kind === 'message' && line.name === word('house')) {
    askPin(line.text);
    return;
  }
  if (state !== 'joined') enter();
  addToLog(line);
}

function enter(): void {
  if (state === 'pin') {
    label('message');
    write('');
  }
  state = 'joined';
  setText('status', word('here'));
  trouble('', false);
}

/** @param sentence the host's question, in the host's language */
function askPin(sentence: string): void {
  const isRetry = state === 'pin';
  if (pin !== '' && !pinTried) {
    pinTried = true;
    state = 'pin';
    connection.send(pin);
    return;
  }
  pin = '';
  state = 'pin';
  label('pin');
  trouble(isRetry || pinTried ? sentence : word('asked'), false);
  focusField();
}

function submit(): void {
  const text = read();
  if (text === '') return;
  if (state === 'pin') {
    pin = text.replace(/\s/g, '');
    pinTried = true;
    connection.send(pin);
    write('');
  } else if (state === 'joined' && text === QUIT) leave();
  else if (state === 'joined' && connection.send(text)) write('');
  focusField();
}

function leave(): void {
  connection.send(QUIT);
  // The socket closes after everything queued before has been sent.
  connection.close();
  showStopped(word('left'));
}

/** Disconnected until the person joins again. */
function showStopped(sentence: string): void {
  state = 'off';
  label('message');
  setText('status', '');
  trouble(sentence, true);
}

function label(name: 'message' | 'pin'): void {
  setText('label', word(name));
}

function trouble(sentence: string, canTry: boolean): void {
  // Leaving the text alone keeps a screen reader from repeating it every second.
  if (sentence !== '' || canTry) setText('trouble', sentence);
  show('trouble', sentence !== '');
  show('retry', canTry);
}

function read(): string {
  return field instanceof HTMLInputElement ? field.value : '';
}

function write(text: string): void {
  if (field instanceof HTMLInputElement) field.value = text;
}

function focusField(): void {
  field.focus();
}

if (typeof WebSocket === 'undefined') {
  setText('status', '');
  trouble(word('none'), false);
  show('form', false);
} else {
  element('form').onsubmit = () => {
    submit();
    return false;
  };
  element('leave').onclick = leave;
  element('again').onclick = () => connection.open();
  connection.open();
}
