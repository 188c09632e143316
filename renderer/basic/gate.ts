/**
 * The first script of the full page. It takes browsers that cannot run the others to the page for old browsers; whoever
 * asks for the full page all the same (`?full`) is given it. And where the page stays empty, it shows the ways round it,
 * which stand in the page in each language (build/bundle/basic-page.mjs).
 */

/** What nothing of the page can do without. `test/build/needs.test.ts` holds it to what is built. */
const today =
  'noModule' in document.createElement('script') &&
  'replaceAll' in String.prototype &&
  'at' in Array.prototype &&
  'at' in String.prototype &&
  'hasOwn' in Object &&
  typeof ResizeObserver === 'function' &&
  typeof WebSocket === 'function';

/** As long as a page may take on a slow phone and a bad line before somebody who waits is told of the others. */
const PATIENCE_MS = 10_000;

/** Something failed, the page was drawn before, or it takes too long: from now on an empty page is a failure. */
let late = false;
let shown: HTMLElement | undefined;

if (!today && location.search !== '?full') location.replace('basic');
else {
  window.addEventListener('error', fail, true);
  window.addEventListener('unhandledrejection', fail);
  document.addEventListener('DOMContentLoaded', watch);
}

function fail(): void {
  late = true;
  look();
}

function watch(): void {
  const page = document.getElementById('page');
  if (page === null) return;
  new MutationObserver(look).observe(page, { childList: true });
  setTimeout(fail, PATIENCE_MS);
  look();
}

function look(): void {
  const page = document.getElementById('page');
  if (page === null) return;
  const drawn = page.firstChild !== null;
  if (drawn) late = true;
  if (shown === undefined) {
    if (!late || drawn) return;
    shown = waysRound();
    if (shown !== undefined) document.body.appendChild(shown);
  }
  if (shown !== undefined) shown.hidden = drawn;
}

/** In the reader's language, or in the first. */
function waysRound(): HTMLElement | undefined {
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

/** As locales/language.ts chooses, which is too new for this script. */
function sectionFor(tag: string): string {
  if (/^zh\b/.test(tag)) return /hant|tw|hk|mo/.test(tag) && !/hans/.test(tag) ? 'zh-hant' : 'zh-hans';
  return tag.split(/[-_]/)[0] || '';
}

/** The one that was switched to. There may be no storage. */
function chosenLanguage(): string | null {
  try {
    return window.localStorage.getItem('porchlight.language');
  } catch {
    return null;
  }
}
