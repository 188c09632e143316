/** The search panel, loaded on first use. */
import { fetched } from '../../ui/page/fetched.tsx';
import type { SearchProps } from '../state/search-state.ts';

export const SearchPanel = fetched<SearchProps>(async () => (await import('./search-view.tsx')).SearchView);
