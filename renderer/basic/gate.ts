/**
 * The first script of the full page. It sends browsers that cannot run the page to the one for old browsers,
 * unless the address ends in `?full`. If the page stays empty, it shows the alternatives, which are in the HTML
 * in every language (build/bundle/basic-page.mjs).
 */

/** The features that the page needs. `test/build/needs.test.ts` checks the list against the build. */
const isSupported =
  'noModule' in document.createElement('script') &&
  'replaceAll' in String.prototype &&
  'at' in Array.prototype &&
  'at' in String.prototype &&
  'hasOwn' in Object &&
  typeof ResizeObserver === 'function' &&
  typeof WebSocket === 'function';

/** How long a page may take to appear on a slow phone and a bad connection before the alternatives are shown. */
const PATIENCE_MS = 10_000;

/**
 * True after an error, after the first render, or after {@link PATIENCE_MS}: from then on an empty page counts as
 * a failure.
 */
let late = false;
let shown: HTMLElement | undefined;

if (!isSupported && location.search !== '?full') location.replace('basic');
else {
  window.addEventListener('error', fail, true);
  window.addEventListener('unhandledrejection', fail);
  document.addEventListener('DOMContentLoaded', watch);
}

function fail(): void {
  late = true;
  update();
}

function watch(): void {
  const page = document.getElementById('page');
  if (page === null) return;
  new MutationObserver(update).observe(page, { childList: true });
  setTimeout(fail, PATIENCE_MS);
  update();
}

function update(): void {
  const page = document.getElementById('page');
  if (page === null) return;
  const drawn = page.firstChild !== null;
  if (drawn) late = true;
  if (shown === undefined) {
    if (!late || drawn) return;
    shown = findFallback();
    if (shown !== undefined) document.body.appendChild(shown);
  }
  if (shown !== undefined) shown.hidden = drawn;
}

/** The alternatives in the reader's language, or in the first language of the page. */
function findFallback(): HTMLElement | undefined {
  const template = document.getElementById('fallback');
  if (!(template instanceof HTMLTemplateElement)) return undefined;
  const wanted = sectionFor((chosenLanguage() || navigator.language || '').toLowerCase());
  const sections = template.content.querySelectorAll<HTMLElement>('[lang]');
  let best = sections[0];
  for (let i = 0; i < sections.length; i += 1) {
    const section = sections[i];
    if (section !== undefined && section.lang.toLowerCase() === wanted) best = section;
  }
  return best;
}

/** The same choice as locales/language.ts, which uses syntax too new for this script. */
function sectionFor(tag: string): string {
  if (/^zh\b/.test(tag)) return /hant|tw|hk|mo/.test(tag) && !/hans/.test(tag) ? 'zh-hant' : 'zh-hans';
  return tag.split(/[-_]/)[0] || '';
}

/** The language the reader selected earlier. Storage may be unavailable. */
function chosenLanguage(): string | null {
  try {
    return window.localStorage.getItem('porchlight.language');
  } catch {
    return null;
  }
}
