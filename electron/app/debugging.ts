/**
 * Command-line switches that would let another user or program inspect the running app or weaken its sandbox. A release
 * refuses to start with any of them, because it holds other people's messages.
 */

const REFUSED = [
  'remote-debugging-port',
  'remote-debugging-pipe',
  'remote-debugging-address',
  'remote-allow-origins',
  'inspect',
  'inspect-brk',
  'inspect-port',
  'inspect-wait',
  'js-flags',
  'disable-web-security',
  'disable-site-isolation-trials',
  'allow-running-insecure-content',
  'load-extension',
  'renderer-cmd-prefix',
];

/**
 * Returns the first refused switch, as it is written.
 *
 * @param parameters of the program, without its name
 * @param has whether Chromium got the switch from another source
 */
export function refusedSwitch(
  parameters: readonly string[],
  has: (name: string) => boolean,
): string | undefined {
  const written = parameters.flatMap((each) => /^(?:--?|\/)([\w-]+)/.exec(each)?.[1]?.toLowerCase() ?? []);
  const refused = REFUSED.find((name) => written.includes(name) || has(name));
  return refused === undefined ? undefined : `--${refused}`;
}
