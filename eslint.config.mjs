import js from '@eslint/js';
import hooks from 'eslint-plugin-react-hooks';
import globals from 'globals';
import tseslint from 'typescript-eslint';

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

/** What React does and Preact does not, with which the guest page is built. */
const bannedInGuestPage = [
  ...bannedInProduct,
  { selector: 'JSXAttribute[name.name="autoFocus"]', message: 'Only React knows it: useFocusAtOnce.' },
  { selector: 'JSXAttribute[name.name="spellCheck"] JSXExpressionContainer', message: 'Write "false".' },
];

export default tseslint.config(
  { ignores: ['dist/', 'release/', '.cache/', 'node_modules/'] },
  js.configs.recommended,
  tseslint.configs.strictTypeChecked,
  {
    languageOptions: { parserOptions: { projectService: true, tsconfigRootDir: import.meta.dirname } },
    rules: {
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': ['error', { ignoreArrowShorthand: true }],
      '@typescript-eslint/switch-exhaustiveness-check': 'error',
      // A rest without some fields is how one leaves them out.
      '@typescript-eslint/no-unused-vars': ['error', { ignoreRestSiblings: true }],
      'no-restricted-syntax': ['error', ...bannedSyntax],
    },
  },
  {
    files: ['contract/**', 'electron/**', 'renderer/**', 'words/**'],
    rules: { 'no-restricted-syntax': ['error', ...bannedInProduct] },
  },
  {
    files: ['renderer/chat/**', 'renderer/ui/**'],
    rules: { 'no-restricted-syntax': ['error', ...bannedInGuestPage] },
  },
  // The encoder alone skips zeroing, and checks that it wrote every byte.
  { files: ['electron/websocket/frame.ts'], rules: { 'no-restricted-syntax': ['error', ...bannedCasts] } },
  // The IPC shell is where an untyped channel becomes a typed contract; nothing else may cast.
  {
    files: ['electron/ipc.ts', 'electron/preload.ts'],
    rules: { 'no-restricted-syntax': ['error', ...bannedSyntax] },
  },
  {
    files: ['renderer/**/*.{ts,tsx}'],
    plugins: { 'react-hooks': hooks },
    rules: hooks.configs.recommended.rules,
  },
  {
    files: ['test/**'],
    rules: { '@typescript-eslint/no-non-null-assertion': 'off', 'no-restricted-syntax': 'off' },
  },
  {
    files: ['**/*.mjs'],
    extends: [tseslint.configs.disableTypeChecked],
    languageOptions: { globals: globals.node },
  },
);
