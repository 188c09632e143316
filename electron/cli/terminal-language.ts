/** Reads the preferred languages from environment variables, best first. Pure. */

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * POSIX: the first of LC_ALL, LC_MESSAGES and LANG that is set. GNU: LANGUAGE takes precedence, unless that is C.
 *
 * @param system used if no variable is set, as on Windows
 */
export function terminalLanguages(environment: Environment, system: string): string[] {
  const { LC_ALL, LC_MESSAGES, LANG, LANGUAGE = '' } = environment;
  const locale = [LC_ALL, LC_MESSAGES, LANG].find((each) => each !== undefined && each !== '') ?? system;
  const tag = tagOf(locale);
  if (tag === 'C' || tag === 'POSIX') return [];
  return [
    ...LANGUAGE.split(':')
      .filter((each) => each !== '')
      .map(tagOf),
    tag,
  ];
}

/** `zh_TW.UTF-8@modifier` → `zh-TW` */
function tagOf(locale: string): string {
  return (locale.split(/[.@]/, 1)[0] ?? '').replaceAll('_', '-');
}
