/** The message log on the page: one block per line of the protocol, oldest dropped first. */
import type { ServerLine } from './server-line.ts';
import { element, word } from './words.ts';

/** Old tablets have little memory. */
const LINES_MAX = 500;
/** Within this distance of the bottom, in CSS pixels, the reader counts as being at the end. */
const END_PX = 40;

export function addToLog(line: ServerLine): void {
  const log = element('log');
  // Do not scroll a reader who is further up.
  const atEnd = log.scrollHeight - log.scrollTop - log.clientHeight < END_PX;
  log.appendChild(block(line));
  while (log.childNodes.length > LINES_MAX && log.firstChild !== null) log.removeChild(log.firstChild);
  if (atEnd) log.scrollTop = log.scrollHeight;
}

function block(received: ServerLine): HTMLElement {
  const line = document.createElement('div');
  line.className = received.kind;
  switch (received.kind) {
    case 'joined':
      line.appendChild(document.createTextNode(word('joined', received.name)));
      break;
    case 'message':
      line.appendChild(part('bdi', 'name', received.name));
      line.appendChild(document.createTextNode(' '));
      line.appendChild(part('span', 'time', received.time));
      line.appendChild(part('div', 'text', received.text));
      break;
    case 'other':
      line.appendChild(part('div', 'text', received.text));
      break;
    default:
      return received satisfies never;
  }
  return line;
}

function part(tag: string, className: string, text: string): HTMLElement {
  const made = document.createElement(tag);
  made.className = className;
  if (className === 'text') made.setAttribute('dir', 'auto');
  made.appendChild(document.createTextNode(text));
  return made;
}
