/** What the host chose to export, and what came of it. It refuses to know how a file is put together. */
import * as v from 'valibot';

export const EXPORT_FORMATS = ['html', 'txt', 'json', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** Longer than any id and any day. */
const TEXT_MAX = 80;
const text = v.pipe(v.string(), v.maxLength(TEXT_MAX));

export const exportChoice = v.object({
  format: v.picklist(EXPORT_FORMATS),
  /** Its id; all public rooms if left out. */
  room: v.exactOptional(text),
  /** Whole days of this computer's own time as YYYY-MM-DD, the last one included. */
  from: v.exactOptional(text),
  to: v.exactOptional(text),
});
export type ExportChoice = Readonly<v.InferOutput<typeof exportChoice>>;

/** What came of writing into a file. */
export type Written =
  | {
      readonly ok: true;
      readonly file: string;
      /** Of an export. */
      readonly messages?: number;
      /** The last link of its chain, of an export that has one. */
      readonly last?: string;
    }
  /** `cancelled`: no file was chosen. `backwards`: the first day is after the last one. */
  | {
      readonly ok: false;
      readonly why: 'cancelled' | 'not-running' | 'days' | 'backwards' | 'failed';
      readonly detail?: string;
    };
