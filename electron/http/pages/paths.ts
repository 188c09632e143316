/** The paths of the basic page. All other files have the path they were built to. */

/** For old browsers. */
export const BASIC_PATH = '/basic';
/** Built from renderer/basic. */
export const BASIC_SCRIPT_PATH = '/basic.js';
export const BASIC_STYLE_PATH = '/basic.css';
export const BASIC_ICON_PATH = '/basic.svg';
