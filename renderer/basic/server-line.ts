/** Parses a line of the plain-text protocol (docs/protocol.md). */

export type ServerLine =
  | { readonly kind: 'joined'; readonly name: string }
  | { readonly kind: 'message'; readonly time: string; readonly name: string; readonly text: string }
  /** Any other line, shown unchanged. */
  | { readonly kind: 'other'; readonly text: string };

/** Continuation lines of a message begin with a tab. */
const MESSAGE = /^(\d\d:\d\d:\d\d) ([^\n]*?) say: ([^]*)$/;
const WELCOME = /^Welcome ([^\n]*) !$/;

export function readServerLine(line: string): ServerLine {
  const welcome = WELCOME.exec(line);
  if (welcome !== null) return { kind: 'joined', name: welcome[1] ?? '' };
  const message = MESSAGE.exec(line);
  if (message === null) return { kind: 'other', text: line };
  return {
    kind: 'message',
    time: message[1] ?? '',
    name: message[2] ?? '',
    text: (message[3] ?? '').replace(/\n\t/g, '\n'),
  };
}
