/** Which of the app's own sheets is open over the window, for the buttons and keys that open one. */
import { createContext } from 'react';

const SHEETS = ['settings', 'shortcuts', 'about'] as const;
export type AppSheet = (typeof SHEETS)[number];

export function isAppSheet(name: string): name is AppSheet {
  return SHEETS.some((sheet) => sheet === name);
}

export const OpenSheetContext = createContext<(sheet: AppSheet) => void>(() => undefined);
