/** What the host chose to export, and what came of it. It refuses to know how a file is put together. */

export const EXPORT_FORMATS = ['html', 'txt', 'json', 'csv'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

export interface ExportChoice {
  readonly format: ExportFormat;
  /** Its id; all rooms of all if left out. */
  readonly room?: string;
  /** Whole days of this computer's own time as YYYY-MM-DD, the last one included. */
  readonly from?: string;
  readonly to?: string;
}

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

const TEXT_MAX = 80;

/** `undefined` for what the console would not send. */
export function parseExportChoice(raw: unknown): ExportChoice | undefined {
  if (typeof raw !== 'object' || raw === null) return undefined;
  const { format, room, from, to }: { [field in keyof ExportChoice]?: unknown } = raw;
  const known = EXPORT_FORMATS.find((each) => each === format);
  if (known === undefined || ![room, from, to].every(isTextOrNone)) return undefined;
  return {
    format: known,
    ...(typeof room === 'string' && { room }),
    ...(typeof from === 'string' && { from }),
    ...(typeof to === 'string' && { to }),
  };
}

function isTextOrNone(value: unknown): boolean {
  return value === undefined || (typeof value === 'string' && value.length <= TEXT_MAX);
}
