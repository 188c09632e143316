/** Parses a line of the plain-text protocol (docs/protocol.md). */

export type Heard =
  | { readonly kind: 'joined'; readonly name: string }
  | { readonly kind: 'said'; readonly time: string; readonly name: string; readonly text: string }
  /** Any other line, shown unchanged. */
  | { readonly kind: 'other'; readonly text: string };

/** Continuation lines of a message begin with a tab. */
const SAID = /^(\d\d:\d\d:\d\d) ([^\n]*?) say: ([^]*)$/;
const WELCOME = /^Welcome ([^\n]*) !$/;

export function readServerLine(line: string): Heard {
  const welcome = WELCOME.exec(line);
  if (welcome !== null) return { kind: 'joined', name: welcome[1] ?? '' };
  const said = SAID.exec(line);
  if (said === null) return { kind: 'other', text: line };
  return {
    kind: 'said',
    time: said[1] ?? '',
    name: said[2] ?? '',
    text: (said[3] ?? '').replace(/\n\t/g, '\n'),
  };
}
