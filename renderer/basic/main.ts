/**
 * The page for old browsers: joins the lobby over the plain-text protocol, shows messages and sends them. It uses
 * nothing newer than ECMAScript 5 and the DOM of Internet Explorer 11; its tsconfig enforces that.
 */
import { readServerLine } from './server-line.ts';
import { askHost } from './host-answers.ts';
import { PlainConnection } from './plain-connection.ts';
import { addToLog } from './log.ts';
import { element, setText, show, word } from './words.ts';

/** Ends a session of the plain-text protocol. */
const QUIT = 'quit';

/** `pin`: the host has asked for the PIN. */
let state: 'out' | 'connecting' | 'asked' | 'in' = 'out';
/** Sent again automatically after a reconnect, unless it was wrong. */
let pin = '';
let pinTried = false;
/** The last line the host itself sent. */
let told = '';

const field = element('text');
const scheme = location.protocol === 'https:' ? 'wss:' : 'ws:';
// Without scripts, the form is submitted to this address.
const plainPage = element('form').getAttribute('action') ?? '';
const ask = (told: (answers: boolean) => void) => askHost(plainPage, told);
const line = new PlainConnection(`${scheme}//${location.host}/`, ask, {
  trying: () => {
    state = 'connecting';
    pinTried = false;
    setText('status', word('connecting'));
  },
  opened: () => undefined,
  heard: receive,
  lost: (left, blocked) => {
    const wasAsked = state === 'asked';
    state = 'out';
    if (wasAsked) label('message');
    setText('status', '');
    trouble(word(blocked ? 'blocked' : 'lost', String(left)), true);
  },
  thrownOut: () => rest(told),
});

function receive(text: string): void {
  const heard = readServerLine(text);
  if (heard.kind === 'said' && heard.name === word('house')) told = heard.text;
  if (state !== 'in' && heard.kind === 'said' && heard.name === word('house')) {
    askPin(heard.text);
    return;
  }
  if (state !== 'in') enter();
  addToLog(heard);
}

function enter(): void {
  if (state === 'asked') {
    label('message');
    write('');
  }
  state = 'in';
  setText('status', word('here'));
  trouble('', false);
}

/** @param sentence the host's question, in the host's language */
function askPin(sentence: string): void {
  const again = state === 'asked';
  if (pin !== '' && !pinTried) {
    pinTried = true;
    state = 'asked';
    line.send(pin);
    return;
  }
  pin = '';
  state = 'asked';
  label('pin');
  trouble(again || pinTried ? sentence : word('asked'), false);
  focusField();
}

function submit(): void {
  const text = read();
  if (text === '') return;
  if (state === 'asked') {
    pin = text.replace(/\s/g, '');
    pinTried = true;
    line.send(pin);
    write('');
  } else if (state === 'in' && text === QUIT) leave();
  else if (state === 'in' && line.send(text)) write('');
  focusField();
}

function leave(): void {
  line.send(QUIT);
  // The socket closes after everything queued before has been sent.
  line.close();
  rest(word('left'));
}

/** Disconnected until the person joins again. */
function rest(sentence: string): void {
  state = 'out';
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
  element('again').onclick = () => line.open();
  line.open();
}
