/** What the host lets in beside its own names and pages, and what it refused lately because nobody has allowed it. */
import {
  ALLOWED_MAX,
  isAllowed,
  withAllowed,
  withoutAllowed,
  type Access,
  type Allowed,
  type AllowedItem,
} from '../../contract/ipc/allowed.ts';

/** Anybody may ask by any name: so many are remembered, and the oldest goes. */
const REFUSED_MAX = 8;

export class AccessRules {
  #allowed: Allowed;
  #refused: readonly AllowedItem[] = [];

  constructor(allowed: Allowed) {
    this.#allowed = allowed;
  }

  get allowed(): Allowed {
    return this.#allowed;
  }

  now(): Access {
    return { allowed: this.#allowed, refused: this.#refused };
  }

  /** `false` if as many are allowed as may be. */
  allow(item: AllowedItem): boolean {
    const allowed = withAllowed(this.#allowed, item);
    if (Math.max(allowed.names.length, allowed.origins.length) > ALLOWED_MAX) return false;
    this.#allowed = allowed;
    this.#refused = this.#refused.filter((each) => !isSame(each, item));
    return true;
  }

  disallow(item: AllowedItem): void {
    this.#allowed = withoutAllowed(this.#allowed, item);
  }

  /** `false` if it is known that it was refused. */
  refuse(item: AllowedItem): boolean {
    if (isAllowed(this.#allowed, item) || this.#refused.some((each) => isSame(each, item))) return false;
    this.#refused = [item, ...this.#refused].slice(0, REFUSED_MAX);
    return true;
  }
}

function isSame(one: AllowedItem, other: AllowedItem): boolean {
  return one.kind === other.kind && one.value === other.value;
}
