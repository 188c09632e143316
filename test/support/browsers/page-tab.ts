/** What Playwright's pages and Puppeteer's do alike, as a tab of the walks. */
import type { EngineTab, KEYS } from './engine-tab.ts';

interface AlikePage {
  goto(link: string): Promise<unknown>;
  evaluate(expression: string): Promise<unknown>;
  readonly mouse: {
    move(x: number, y: number): Promise<void>;
    click(x: number, y: number): Promise<void>;
  };
  readonly keyboard: {
    type(text: string): Promise<void>;
    press(key: keyof typeof KEYS): Promise<void>;
  };
}

export function pageTab(
  page: AlikePage,
): Pick<EngineTab, 'goTo' | 'ask' | 'point' | 'click' | 'type' | 'press'> {
  return {
    goTo: (link) => page.goto(link),
    ask: (expression) => page.evaluate(expression),
    point: (x, y) => page.mouse.move(x, y),
    click: (x, y) => page.mouse.click(x, y),
    type: (text) => page.keyboard.type(text),
    press: (key) => page.keyboard.press(key),
  };
}
