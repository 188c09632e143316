/**
 * The guest page is written for React and built with Preact, which does what the page needs of it in a tenth of the
 * bytes. What the two do differently the page may not use: a field that takes the focus by `autoFocus`, and state that
 * refuses what was written or chosen without rendering again.
 */

/** For Vite: what is found in React's place. */
export const preact = {
  dedupe: ['preact'],
  alias: [
    { find: /^react\/jsx-(dev-)?runtime$/, replacement: 'preact/compat/jsx-runtime' },
    { find: /^react-dom\/client$/, replacement: 'preact/compat/client' },
    { find: /^react(-dom)?$/, replacement: 'preact/compat' },
  ],
};
