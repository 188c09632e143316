/** Other names that the host answers to, and pages elsewhere that may connect, as whoever runs it has allowed them. */

export interface Allowed {
  /** Each `NAME` or `NAME:PORT`, in lower case. */
  readonly names: readonly string[];
  /** Each as browsers send it: `https://school.example`, `file://`, `null`. */
  readonly origins: readonly string[];
}

export const ALLOWED_NONE: Allowed = { names: [], origins: [] };

/** Of each kind. */
export const ALLOWED_MAX = 32;

/** A name or an origin, to be allowed or not. */
export interface AllowedItem {
  readonly kind: 'name' | 'origin';
  readonly value: string;
}

/** What is allowed, and what was refused lately because it is not, the newest first. */
export interface Access {
  readonly allowed: Allowed;
  readonly refused: readonly AllowedItem[];
}

export function isAllowed({ names, origins }: Allowed, { kind, value }: AllowedItem): boolean {
  return (kind === 'name' ? names : origins).includes(value);
}

/** With one more, at the end. */
export function withAllowed(allowed: Allowed, item: AllowedItem): Allowed {
  const { names, origins } = withoutAllowed(allowed, item);
  return item.kind === 'name'
    ? { names: [...names, item.value], origins }
    : { names, origins: [...origins, item.value] };
}

export function withoutAllowed({ names, origins }: Allowed, { kind, value }: AllowedItem): Allowed {
  return kind === 'name'
    ? { names: names.filter((name) => name !== value), origins }
    : { names, origins: origins.filter((origin) => origin !== value) };
}
