import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

/**
 * Two catalogues: `core` is everything up to a usable list, `record` comes with the record form.
 * Ids decide where a text belongs, so that sign-in never downloads the words of the form.
 */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'fr', 'ar', 'es'],
  catalogs: [
    {
      path: 'src/locales/{locale}/core',
      include: ['src'],
      exclude: [
        '**/*.test.ts',
        '**/*.test.tsx',
        'src/test',
        'src/features/record',
        'src/shared/forms',
      ],
    },
    {
      path: 'src/locales/{locale}/record',
      include: ['src/features/record', 'src/shared/forms'],
      exclude: ['**/*.test.ts', '**/*.test.tsx'],
    },
  ],
  orderBy: 'messageId',
  format: formatter({ lineNumbers: false, origins: false, printPlaceholdersInComments: false }),
});
