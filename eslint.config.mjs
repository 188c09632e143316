/** What needs no types; what does stands in .oxlintrc.json. */
import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

const NO_ENUM = {
  selector: 'TSEnumDeclaration',
  message: 'A list of names `as const`, and the type from it.',
};

/** What a page, a window or a host comes to is there in a moment, on a busy machine later than that. */
const ONE_LOOK = {
  selector: 'CallExpression[callee.name="expect"] AwaitExpression',
  message: 'Look until it is so: `await expect.poll(() => …)`. What acts or is dear is named first.',
};

/** Ways around the house rules: each is banned by name, with the reason where the reader meets it. */
const bannedSyntax = [
  { selector: 'TSNonNullExpression', message: 'No `!`: guard the value, or change the type.' },
  { selector: 'Property[key.name="dangerouslySetInnerHTML"]', message: 'Text reaches the page as text.' },
  {
    selector: 'JSXAttribute[name.name="dangerouslySetInnerHTML"]',
    message: 'Text reaches the page as text.',
  },
  {
    selector: 'MemberExpression[property.name=/^(innerHTML|outerHTML)$/]',
    message: 'Text reaches the page as text.',
  },
  { selector: 'CatchClause > BlockStatement[body.length=0]', message: 'Never an empty catch.' },
  NO_ENUM,
  {
    selector:
      'CallExpression[callee.property.name=/^(insertAdjacentHTML|createContextualFragment|setHTMLUnsafe|parseFromString)$/]',
    message: 'Text reaches the page as text.',
  },
  {
    selector: 'CallExpression[callee.object.name="document"][callee.property.name=/^write/]',
    message: 'Text reaches the page as text.',
  },
];

const bannedCasts = [
  ...bannedSyntax,
  {
    selector: 'TSAsExpression:not([typeAnnotation.typeName.name="const"])',
    message: 'No `as`: parse the value, or change the type.',
  },
];

const bannedInProduct = [
  ...bannedCasts,
  {
    selector: 'CallExpression[callee.object.name="Buffer"][callee.property.name=/^allocUnsafe/]',
    message: 'Uninitialised memory must never be sent.',
  },
];

/** Doors of Electron: each has one file that holds it. */
const door = (name, message) => ({ name: 'electron', importNames: [name], message });
const SHELL = door('shell', 'Only desk/link-opener.ts hands anything to another program.');
const IPC_MAIN = door('ipcMain', 'Only ipc.ts answers the window: it checks who asks, and how often.');

const never = (property, message) => ({ property, message });
const NEVER = [
  never('executeJavaScript', 'The window runs what was built, and nothing else.'),
  never('loadFile', 'The window loads the console, by window.ts.'),
  never('setCertificateVerifyProc', 'Nobody vouches for a certificate but the system.'),
  never('openPath', 'Nothing that a guest sent is ever opened.'),
];
const LOAD = never('loadURL', 'Only window.ts loads anything, and only the console.');
const CLOCK = {
  ...{ object: 'Date', property: 'now' },
  message:
    'Deadlines count on the monotonic clock. Who tells people the time is listed in eslint.config.mjs.',
};
const PARSE = {
  ...{ object: 'JSON', property: 'parse' },
  message:
    'Strangers are read by contract/model/json-object.ts. Who reads our own is listed in eslint.config.mjs.',
};

/** Tells people the time, or gives it to what does. */
const CLOCKS = [
  ...[
    'app/sealing-key',
    'chat/system-clock-and-ids',
    'chat/protocols/plain-guest',
    'chat/sessions/frame-recorder',
  ],
  ...[
    'export/write-export',
    'history/repair/repair',
    'server/chat-server',
    'server/network/reachability-check',
  ],
  ...['server/stats/stats-sampler', 'server/thread/commands', 'settings/settings'],
].map((name) => `electron/${name}.ts`);

/** Reads what we wrote ourselves, from the disk or from our own thread, and guards what it gets. */
const PARSERS = [
  'contract/model/fields.ts',
  ...['app/preload', 'app/window-place', 'history/thread/thread', 'server/about', 'settings/settings'].map(
    (name) => `electron/${name}.ts`,
  ),
];

/**
 * @param {readonly string[]} files
 * @param {readonly object[]} properties
 */
const keepFrom = (files, properties) => ({
  files: [...files],
  rules: { 'no-restricted-properties': ['error', ...NEVER, ...properties] },
});

/** What React does and Preact does not, with which the guest page is built. */
const bannedInGuestPage = [
  ...bannedInProduct,
  { selector: 'JSXAttribute[name.name="autoFocus"]', message: 'Only React knows it: useFocusAtOnce.' },
  { selector: 'JSXAttribute[name.name="spellCheck"] JSXExpressionContainer', message: 'Write "false".' },
];

export default tseslint.config(
  { ignores: ['dist/', 'release/', '.cache/', 'node_modules/'] },
  js.configs.recommended,
  tseslint.configs.strict,
  {
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      // A rest without some fields is how one leaves them out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-restricted-syntax': ['error', ...bannedSyntax],
      'no-eval': 'error',
    },
  },
  {
    files: ['contract/**', 'electron/**', 'renderer/**', 'locales/**'],
    rules: { 'no-restricted-syntax': ['error', ...bannedInProduct] },
  },
  {
    files: ['electron/**'],
    rules: { 'no-restricted-imports': ['error', { paths: [SHELL, IPC_MAIN] }] },
  },
  {
    files: ['electron/app/desktop/link-opener.ts'],
    rules: { 'no-restricted-imports': ['error', { paths: [IPC_MAIN] }] },
  },
  { files: ['electron/app/ipc.ts'], rules: { 'no-restricted-imports': ['error', { paths: [SHELL] }] } },
  keepFrom(['contract/**', 'renderer/**', 'locales/**'], [LOAD, PARSE]),
  keepFrom(['electron/**'], [LOAD, PARSE, CLOCK]),
  keepFrom(['electron/app/window.ts'], [PARSE, CLOCK]),
  keepFrom(CLOCKS, [LOAD, PARSE]),
  keepFrom(PARSERS, [LOAD, CLOCK]),
  keepFrom(
    CLOCKS.filter((file) => PARSERS.includes(file)),
    [LOAD],
  ),
  {
    files: ['renderer/guest/**', 'renderer/ui/**'],
    rules: { 'no-restricted-syntax': ['error', ...bannedInGuestPage] },
  },
  // The encoder alone skips zeroing, and checks that it wrote every byte.
  { files: ['electron/websocket/frame.ts'], rules: { 'no-restricted-syntax': ['error', ...bannedCasts] } },
  // The IPC shell is where an untyped channel becomes a typed contract; nothing else may cast.
  {
    files: ['electron/app/ipc.ts', 'electron/app/preload.ts'],
    rules: { 'no-restricted-syntax': ['error', ...bannedSyntax] },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: hooks.configs.recommended.rules,
  },
  {
    files: ['test/**'],
    rules: {
      '@typescript-eslint/no-non-null-assertion': 'off',
      'no-restricted-syntax': ['error', NO_ENUM],
      // What must not work is tried.
      'no-eval': 'off',
    },
  },
  {
    files: ['test/e2e/**', 'test/support/**'],
    rules: { 'no-restricted-syntax': ['error', NO_ENUM, ONE_LOOK] },
  },
  {
    files: ['**/*.mjs'],
    languageOptions: { globals: globals.node },
  },
);
