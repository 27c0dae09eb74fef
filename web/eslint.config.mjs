import reactHooks from 'eslint-plugin-react-hooks';
import globals from './scripts/eslint/globals.mjs';
import amparo from './scripts/eslint/amparo.mjs';
import ts from 'typescript-eslint';

const sizes = {
  'max-lines': ['error', { max: 400 }],
  'max-lines-per-function': ['error', { max: 70, skipComments: true }],
  'max-depth': ['error', 5],
  'max-params': ['error', 4],
};

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/shared/wire/generated'] },
  { linterOptions: { reportUnusedDisableDirectives: 'error' } },
  {
    files: ['src/**/*.{ts,tsx}', 'scripts/**/*.ts', '*.config.ts'],
    extends: [ts.configs.strict, ts.configs.stylistic],
    plugins: { amparo, 'react-hooks': reactHooks },
    rules: {
      ...sizes,
      ...reactHooks.configs.recommended.rules,
      eqeqeq: 'error',
      'no-console': 'error',
      curly: ['error', 'multi-line'],
      'no-warning-comments': 'error',
      '@typescript-eslint/consistent-type-assertions': ['error', { assertionStyle: 'never' }],
      '@typescript-eslint/consistent-type-imports': 'error',
      '@typescript-eslint/consistent-type-definitions': 'off',
      '@typescript-eslint/consistent-indexed-object-style': 'off',
      'amparo/directions': 'error',
      'amparo/no-barrels': 'error',
      'amparo/no-untranslated-text': 'error',
      'amparo/text-has-id': 'error',
      'amparo/logical-styles': 'error',
      'no-restricted-globals': [
        'error',
        { name: 'indexedDB', message: 'Only shared/vault touches the database of the browser.' },
      ],
      'no-restricted-imports': [
        'error',
        {
          paths: [
            {
              name: 'react-aria-components',
              message: 'Import the part: react-aria-components/Button.',
            },
          ],
        },
      ],
    },
  },
  { files: ['src/**/*.tsx'], rules: { 'max-lines-per-function': ['error', { max: 150 }] } },
  {
    files: ['src/**/*.test.{ts,tsx}', 'src/test/**'],
    rules: {
      'max-lines-per-function': 'off',
      'amparo/no-untranslated-text': 'off',
      'amparo/text-has-id': 'off',
    },
  },
  {
    files: ['scripts/**/*.mjs', 'eslint.config.mjs'],
    languageOptions: { globals },
    rules: {
      ...sizes,
      curly: ['error', 'multi-line'],
      'no-undef': 'error',
      'no-unused-vars': 'error',
    },
  },
);
