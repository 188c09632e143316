/** The text of a page that nobody can read as it is now: cut off, or lying over what is beside it. */
import type { Page } from 'playwright-core';

/**
 * A line for each, with what is wrong. What people wrote may end in dots where the whole of it is told on pointing at it;
 * what can be scrolled to is there, but for what stands in the place of all else: that one is to be seen at once.
 */
export function clippedTexts(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const SLACK_PX = 1;
    /** The box of a text is as high as its letters may be, whatever its line is. */
    const LEADING_PX = 4;
    /** What people wrote, or are called. */
    const THEIRS = 'bdi, .person-name, .address, .browser, .bar-state, .message-quote, .people-state';
    const shown = document.querySelector('dialog[open]') ?? document.body;
    const found: string[] = [];
    const nameOf = (element: Element) =>
      `${element.localName}${element.className === '' ? '' : `.${[...element.classList].join('.')}`}`;
    const tell = (element: Element, text: string, why: string) =>
      found.push(`${nameOf(element.parentElement!)} > ${nameOf(element)} “${text.slice(0, 60)}” ${why}`);
    const isHidden = (element: Element) =>
      element.closest('.visually-hidden') !== null || !element.checkVisibility({ visibilityProperty: true });
    const isDeliberate = (element: Element) =>
      getComputedStyle(element).textOverflow === 'ellipsis' &&
      element.closest('[title]') !== null &&
      (element.matches(THEIRS) || element.querySelector(THEIRS) !== null || element.closest(THEIRS) !== null);

    /** Up to what is laid over the page, or the page itself. */
    function checkBox(text: string, box: DOMRect, holder: Element): void {
      let inFlow = true;
      let reachable = false;
      for (let around: Element | null = holder; around !== null; around = around.parentElement) {
        const { overflowX, overflowY, display, position } = getComputedStyle(around);
        if (display === 'contents' || display === 'inline') continue;
        const limits = around.getBoundingClientRect();
        const sticksOut = box.right > limits.right + SLACK_PX || box.left < limits.left - SLACK_PX;
        if (sticksOut && overflowX !== 'visible') {
          if (isDeliberate(around)) return;
          return void tell(holder, text, `is cut at the side by ${nameOf(around)}`);
        }
        if (sticksOut && inFlow) return void tell(holder, text, `sticks out of ${nameOf(around)}`);
        if (/auto|scroll/.test(overflowY) && holder.closest('.empty') === null) reachable = true;
        const below = box.bottom > limits.bottom + LEADING_PX || box.top < limits.top - LEADING_PX;
        if (!reachable && below && overflowY !== 'visible')
          return void tell(holder, text, `is cut by ${nameOf(around)}`);
        if (!reachable && below && around.matches('button, dialog'))
          return void tell(holder, text, `is higher than ${nameOf(around)}`);
        if (/absolute|fixed/.test(position)) inFlow = false;
        if (around === shown) break;
      }
      const scrolls = document.documentElement.scrollHeight > innerHeight && shown === document.body;
      if (box.right > innerWidth + SLACK_PX || box.left < -SLACK_PX)
        tell(holder, text, 'is beside the window');
      else if (!reachable && !scrolls && box.bottom > innerHeight + SLACK_PX)
        tell(holder, text, 'is below the window');
    }

    const texts = document.createTreeWalker(shown, NodeFilter.SHOW_TEXT);
    for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
      const text = node.textContent?.trim() ?? '';
      const holder = node.parentElement;
      if (text === '' || holder === null || holder.closest('select, title, svg') !== null || isHidden(holder))
        continue;
      const range = document.createRange();
      range.selectNodeContents(node);
      checkBox(text, range.getBoundingClientRect(), holder);
    }

    // What fields show lies in no text of the page.
    const ruler = document.createElement('span');
    ruler.style.cssText = 'position: absolute; visibility: hidden; white-space: pre';
    for (const field of shown.querySelectorAll('select, input')) {
      if (isHidden(field)) continue;
      const text =
        field instanceof HTMLSelectElement
          ? (field.selectedOptions[0]?.text ?? '')
          : field instanceof HTMLInputElement && (field.value === '' || field.readOnly)
            ? field.value || field.placeholder
            : '';
      const { font, paddingLeft, paddingRight } = getComputedStyle(field);
      ruler.textContent = text;
      ruler.style.font = font;
      field.after(ruler);
      const room = field.clientWidth - parseFloat(paddingLeft) - parseFloat(paddingRight);
      if (ruler.getBoundingClientRect().width > room + SLACK_PX) tell(field, text, 'is wider than its field');
      ruler.remove();
    }
    return found;
  });
}
