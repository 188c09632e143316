/**
 * Switches by which somebody at this computer, or a program of theirs, could look into a running app or loosen what
 * holds its window. A release starts with none of them: what it keeps is not only its owner's.
 */

const REFUSED = [
  ...['remote-debugging-port', 'remote-debugging-pipe', 'remote-debugging-address', 'remote-allow-origins'],
  ...['inspect', 'inspect-brk', 'inspect-port', 'inspect-wait', 'js-flags', 'disable-web-security'],
  ...[
    'disable-site-isolation-trials',
    'allow-running-insecure-content',
    'load-extension',
    'renderer-cmd-prefix',
  ],
];

/**
 * The first one that is refused, as it is written.
 *
 * @param parameters of the program, without its own name
 * @param has whether Chromium took it from elsewhere
 */
export function refusedSwitch(
  parameters: readonly string[],
  has: (name: string) => boolean,
): string | undefined {
  const written = parameters.flatMap((each) => /^(?:--?|\/)([\w-]+)/.exec(each)?.[1]?.toLowerCase() ?? []);
  const refused = REFUSED.find((name) => written.includes(name) || has(name));
  return refused === undefined ? undefined : `--${refused}`;
}
