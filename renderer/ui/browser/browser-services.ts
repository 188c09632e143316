/**
 * Access to browser features that may be missing. Depending on the browser, a missing feature throws when
 * accessed, is `null`, or is undefined; here it is always `undefined`.
 */

/** Takes a function because even accessing the feature may throw. */
export function serviceOf<T>(name: () => T | null | undefined): T | undefined {
  try {
    return name() ?? undefined;
  } catch {
    return undefined;
  }
}

export type StorageKind = 'local' | 'session';

/** Returns `undefined` if there is no value or no storage. */
export function readStored(kind: StorageKind, key: string): string | undefined {
  return serviceOf(() => storageOf(kind)?.getItem(key));
}

/** `undefined` removes the value. Errors (storage denied or full) are ignored. */
export function writeStored(kind: StorageKind, key: string, value: string | undefined): void {
  const storage = storageOf(kind);
  serviceOf(() => (value === undefined ? storage?.removeItem(key) : storage?.setItem(key, value)));
}

function storageOf(kind: StorageKind): Storage | undefined {
  return serviceOf(() => (kind === 'local' ? window.localStorage : window.sessionStorage));
}

/** Returns `undefined` where the browser does not support media queries. */
export function mediaList(query: string): MediaQueryList | undefined {
  return serviceOf(() => window.matchMedia(query));
}

export function mediaMatches(query: string): boolean {
  return mediaList(query)?.matches === true;
}

/** Reports when the result changes. Returns its unsubscribe. */
export function onMedia(query: string, changed: () => void): () => void {
  const list = mediaList(query);
  serviceOf(() => list?.addEventListener('change', changed));
  return () => serviceOf(() => list?.removeEventListener('change', changed));
}

/** The Notification API, where available. */
export function notificationService(): typeof Notification | undefined {
  return serviceOf(() => window.Notification);
}

export function visibleViewport(): VisualViewport | undefined {
  return serviceOf(() => window.visualViewport);
}

export function newAudioContext(): AudioContext | undefined {
  return serviceOf(() => new window.AudioContext());
}

/** BCP 47 tags, most preferred first. */
export function preferredLanguages(): readonly string[] {
  const all = serviceOf(() => [...navigator.languages]) ?? [];
  const first = serviceOf(() => navigator.language);
  return [...all, first].filter((tag): tag is string => typeof tag === 'string');
}

/**
 * Whether the person has interacted with the page; true where the browser does not tell (Safari before 16.4,
 * Firefox before 120).
 */
export function wasPressed(): boolean {
  return serviceOf(() => navigator.userActivation)?.hasBeenActive ?? true;
}

/** Cryptographically random where available, otherwise from `Math.random`. */
export function randomBytes(count: number): Uint8Array {
  const bytes = new Uint8Array(count);
  return serviceOf(() => crypto.getRandomValues(bytes)) ?? bytes.map(() => Math.floor(Math.random() * 256));
}

/** Reports when one of the elements changes size. Returns its unsubscribe. */
export function onSize(elements: readonly Element[], changed: () => void): () => void {
  const observer = serviceOf(() => new ResizeObserver(changed));
  for (const element of elements) observer?.observe(element);
  return () => observer?.disconnect();
}
