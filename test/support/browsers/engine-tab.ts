/** A page in some browser, and the few things that each engine's driver can do with it. All else is the walks' own. */

/** In a browser of its own, which remembers nothing. Places are pixels of the page. */
export interface EngineTab {
  readonly goTo: (link: string) => Promise<unknown>;
  /** What an expression is in the page; only what JSON can say. */
  readonly ask: (expression: string) => Promise<unknown>;
  readonly point: (x: number, y: number) => Promise<unknown>;
  readonly click: (x: number, y: number) => Promise<unknown>;
  /** To whatever has the focus. */
  readonly type: (text: string) => Promise<unknown>;
  readonly press: (key: keyof typeof KEYS) => Promise<unknown>;
  /** @param field an expression: what takes the files */
  readonly giveFiles: (field: string, paths: readonly string[]) => Promise<unknown>;
  /** As near as the browser's window lets the page come to it: that of WebKitGTK is 447 pixels wide at least. */
  readonly resize: (width: number, height: number) => Promise<unknown>;
  readonly picture: () => Promise<Buffer>;
  readonly close: () => Promise<unknown>;
}

export interface Engine {
  readonly open: () => Promise<EngineTab>;
  readonly close: () => Promise<unknown>;
}

/** As WebDriver writes them (W3C WebDriver, 17.4.2). */
export const KEYS = { Enter: '\uE007', Escape: '\uE00C' } as const;
