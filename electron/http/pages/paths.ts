/** Where the simple pages are. The built page has every other path. */

/** For old browsers. */
export const BASIC_PATH = '/basic';
/** Built from renderer/basic. */
export const BASIC_SCRIPT_PATH = '/basic.js';
export const BASIC_STYLE_PATH = '/basic.css';
export const BASIC_ICON_PATH = '/basic.svg';
