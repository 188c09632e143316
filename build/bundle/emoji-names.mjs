/** Of the data on emoji, keeps what the picker reads (renderer/guest/emoji/emoji-set.ts): half of it is never asked for. */

const KEPT = ['emoji', 'label', 'tags', 'group', 'order', 'version'];

/** @returns {import('vite').Plugin} */
export function emojiNames() {
  return {
    name: 'emoji-names',
    enforce: 'pre',
    transform: {
      filter: { id: /emojibase-data[\\/][\w-]+[\\/]data\.json$/ },
      handler: (code) => JSON.stringify(JSON.parse(code), (key, value) => (isKept(key) ? value : undefined)),
    },
  };
}

/** @param {string} key of the data, or the place in one of its lists */
function isKept(key) {
  return key === '' || /^\d+$/.test(key) || KEPT.includes(key);
}
