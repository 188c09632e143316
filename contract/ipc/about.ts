/** What Porchlight is made of, for whoever asks. */

/** Somebody's work that is in what people install, under what terms. */
export interface Licence {
  readonly name: string;
  readonly version: string;
  /** SPDX */
  readonly licence: string;
  readonly text: string;
}

export interface About {
  /** Of Porchlight itself. */
  readonly version: string;
  /** Of what it runs on: names and versions, the outermost first. */
  readonly runsOn: readonly { readonly name: string; readonly version: string }[];
  /** By name. */
  readonly licences: readonly Licence[];
}
