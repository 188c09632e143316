/**
 * What a browser may lack of what the page uses. A service that is missing may throw when it is named, be `null`, or not
 * be there at all, as the browser and its settings have it; to the page that is one case: `undefined`.
 */

/** Even to name it may throw, hence the function. */
export function serviceOf<T>(name: () => T | null | undefined): T | undefined {
  try {
    return name() ?? undefined;
  } catch {
    return undefined;
  }
}

export type StorageKind = 'local' | 'session';

/** `undefined` where nothing is kept under the key, or there is no storage. */
export function readStored(kind: StorageKind, key: string): string | undefined {
  return serviceOf(() => storageOf(kind)?.getItem(key));
}

/** `undefined` removes it. What cannot be kept, since storage is forbidden or full, is asked for again. */
export function writeStored(kind: StorageKind, key: string, value: string | undefined): void {
  const storage = storageOf(kind);
  serviceOf(() => (value === undefined ? storage?.removeItem(key) : storage?.setItem(key, value)));
}

function storageOf(kind: StorageKind): Storage | undefined {
  return serviceOf(() => (kind === 'local' ? window.localStorage : window.sessionStorage));
}

/** What the browser knows of its window; where it does not say, nothing holds. */
export function mediaList(query: string): MediaQueryList | undefined {
  return serviceOf(() => window.matchMedia(query));
}

export function mediaMatches(query: string): boolean {
  return mediaList(query)?.matches === true;
}

/** Calls back when the answer changes. Returns its end. */
export function onMedia(query: string, changed: () => void): () => void {
  const list = mediaList(query);
  serviceOf(() => list?.addEventListener('change', changed));
  return () => serviceOf(() => list?.removeEventListener('change', changed));
}

/** The notices of the system. */
export function noticeService(): typeof Notification | undefined {
  return serviceOf(() => window.Notification);
}

export function visibleViewport(): VisualViewport | undefined {
  return serviceOf(() => window.visualViewport);
}

export function newAudioContext(): AudioContext | undefined {
  return serviceOf(() => new window.AudioContext());
}

/** BCP 47 or what the browser has in its place, best first. */
export function preferredLanguages(): readonly string[] {
  const all = serviceOf(() => [...navigator.languages]) ?? [];
  const first = serviceOf(() => navigator.language);
  return [...all, first].filter((tag): tag is string => typeof tag === 'string');
}

/** Whether somebody has pressed something on the page. Safari before 16.4 and Firefox before 120 do not tell. */
export function wasPressed(): boolean {
  return serviceOf(() => navigator.userActivation)?.hasBeenActive ?? true;
}

/** From the browser's source of secrets; where it has none, from its ordinary one. */
export function randomBytes(count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  return serviceOf(() => crypto.getRandomValues(bytes)) ?? bytes.map(() => Math.floor(Math.random() * 256));
}

/** Calls back whenever one of the elements has another size. Returns its end. */
export function onSize(elements: readonly Element[], changed: () => void): () => void {
  const observer = serviceOf(() => new ResizeObserver(changed));
  for (const element of elements) observer?.observe(element);
  return () => observer?.disconnect();
}
