/** How much of the store of files one person has, for the console. */
export interface StoredFiles {
  /** Of the person; empty where that is not known any more. */
  readonly id: string;
  /** Left out where nobody knows it any more. */
  readonly name?: string;
  readonly bytes: number;
}
