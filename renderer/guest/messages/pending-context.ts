/** The refs of your own messages that wait for approval. */
import { createContext } from 'react';

export const PendingRefsContext = createContext<readonly string[]>([]);
