/** The languages that an environment prefers, best first. Pure: it refuses to know whose environment it is. */

type Environment = Readonly<Record<string, string | undefined>>;

/**
 * POSIX: the first that is set of LC_ALL, LC_MESSAGES and LANG counts; GNU: LANGUAGE goes before it, unless that is C.
 * @param system where the environment says nothing, as on Windows
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
