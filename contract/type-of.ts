/** A type as a value: a table names it where nothing has to be checked. */

export interface TypeOf<T> {
  /** Never there. */
  readonly type?: T;
}

export function typeOf<T>(): TypeOf<T> {
  return {};
}
