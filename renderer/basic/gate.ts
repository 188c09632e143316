/**
 * The first script of the full page: takes browsers that cannot run the others to the page for old browsers. Whoever
 * asks for the full page all the same (`?full`) is given it.
 */
const script = document.createElement('script');
const today = 'noModule' in script && 'replaceAll' in String.prototype && 'ResizeObserver' in window;
if (!today && location.search !== '?full') location.replace('basic');
