/** The function that switches the language. The root provides it; without it there is no language menu. */
import { createContext } from 'react';
import type { SpeakLanguage } from './speak-language.ts';

export const SpeakContext = createContext<SpeakLanguage | undefined>(undefined);
