/** Makes of a browser of today one of ten years ago, before any script of a page runs. */
import type { BrowserContext } from 'playwright-core';

/** Takes away what Internet Explorer 11 does not have. To be run in the page. */
function forgetToday(): void {
  const gone: Record<string, readonly string[]> = {
    globalThis: [
      ...['Promise', 'fetch', 'Symbol', 'WeakRef', 'Proxy', 'Reflect', 'URL', 'URLSearchParams', 'Intl'],
      ...['IntersectionObserver', 'ResizeObserver', 'customElements', 'TextEncoder', 'TextDecoder', 'crypto'],
      ...['Headers', 'Request', 'Response', 'AbortController', 'structuredClone', 'queueMicrotask', 'BigInt'],
      ...['Map', 'Set', 'WeakSet', 'localStorage', 'sessionStorage', 'Notification', 'visualViewport'],
    ],
    Object: ['assign', 'entries', 'values', 'fromEntries', 'hasOwn', 'getOwnPropertyDescriptors', 'is'],
    Array: ['from', 'of'],
    Number: ['isInteger', 'isNaN', 'isFinite', 'parseInt', 'EPSILON'],
    Math: ['sign', 'trunc', 'clz32', 'hypot', 'fround'],
    'Array.prototype': [
      ...[
        'find',
        'findIndex',
        'findLast',
        'includes',
        'fill',
        'flat',
        'flatMap',
        'at',
        'keys',
        'values',
        'entries',
      ],
      ...['toReversed', 'toSorted', 'copyWithin'],
    ],
    'String.prototype': [
      ...['normalize', 'includes', 'startsWith', 'endsWith', 'repeat', 'padStart', 'padEnd', 'replaceAll'],
      ...['matchAll', 'at', 'codePointAt', 'trimStart', 'trimEnd'],
    ],
    'Element.prototype': [
      ...[
        'classList',
        'closest',
        'matches',
        'append',
        'prepend',
        'replaceChildren',
        'remove',
        'before',
        'after',
      ],
      ...[
        'toggleAttribute',
        'scrollIntoView',
        'scrollTo',
        'insertAdjacentElement',
        'attachShadow',
        'animate',
      ],
    ],
    'Document.prototype': ['append', 'prepend', 'currentScript', 'visibilityState', 'hidden'],
    'CharacterData.prototype': ['remove', 'before', 'after', 'replaceWith'],
    'NodeList.prototype': ['forEach', 'entries', 'keys', 'values'],
    'HTMLElement.prototype': ['dataset', 'innerText'],
    'HTMLScriptElement.prototype': ['noModule'],
  };
  const { deleteProperty } = Reflect;
  for (const [path, names] of Object.entries(gone)) {
    let owner: Record<string, unknown> | undefined = window as unknown as Record<string, unknown>;
    if (path !== 'globalThis') {
      for (const step of path.split('.')) owner = owner?.[step] as Record<string, unknown> | undefined;
    }
    for (const name of names) if (owner !== undefined) deleteProperty(owner, name);
  }
}

/** From now on every page of the context is so. */
export async function makeOld(context: BrowserContext): Promise<void> {
  await context.addInitScript(forgetToday);
}
