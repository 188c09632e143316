/** By what a choice of language makes the page speak it; the root provides it, and without it there is no choice. */
import { createContext } from 'react';
import type { SpeakLanguage } from './speak-language.ts';

export const SpeakContext = createContext<SpeakLanguage | undefined>(undefined);
