/** The refs of the person's own messages that wait to be let through, for whoever shows one. */
import { createContext } from 'react';

export const HeldContext = createContext<readonly string[]>([]);
