import { readFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { lingui, linguiTransformerBabelPreset } from '@lingui/vite-plugin';
import babel from '@rolldown/plugin-babel';
import react from '@vitejs/plugin-react';
import { VitePWA } from 'vite-plugin-pwa';
import { defineConfig } from 'vitest/config';
import { knownNames } from './scripts/vite/known-names.ts';
import { onlyOurCalendars } from './scripts/vite/only-our-calendars.ts';
import { onlyOurLocales } from './scripts/vite/only-our-locales.ts';
import { shortMessageIds } from './scripts/vite/short-message-ids.ts';
import { stageGroups } from './scripts/vite/stages.ts';
import { stylesheetsFirst } from './scripts/vite/stylesheets-first.ts';

const { version } = JSON.parse(readFileSync(new URL('package.json', import.meta.url), 'utf8'));

process.env.LINGUI_SUPPRESS_BABEL_WARNING = '1';

const api = { target: 'http://127.0.0.1:8080', changeOrigin: false };

/** Libraries whose bytes change rarely keep their own file, so a one-line fix stays small. */
const libraries = [
  {
    name: 'react',
    test: /node_modules\/(react|react-dom|scheduler|use-sync-external-store)\//,
  },
  {
    name: 'router',
    test: /node_modules\/@tanstack\/(react-router|router-core|history|store|react-store)\//,
  },
  { name: 'query', test: /node_modules\/@tanstack\/(query-core|react-query)\// },
].map((library) => ({ ...library, priority: 20 }));

/**
 * What administrators do, joining two cases, possible matches, looking for records to link, one's
 * account, documents of the server and the work of colleagues need the server: they are fetched
 * when first used, not kept for offline.
 */
const withServer = [
  'AccessPanel',
  'AccountScreen',
  'ActivityScreen',
  'AddCriterion',
  'AttributeDialog',
  'ArrangeDialog',
  'BulkDialog',
  'BulkResults',
  'DuplicateAnswers',
  'LinkDrawer',
  'LinkManyDialog',
  'LinkToCase',
  'ListPrintDialog',
  'ManyPrintDialog',
  'PrintDialog',
  'PrintTemplate',
  'list-print.wire',
  'print.wire',
  'usePrintWish',
  'LinkedDetails',
  'LinkedPanel',
  'PairScreen',
  'PresetDialog',
  'ReferService',
  'RejectedToggle',
  'RecipientDirectory',
  'RecipientFacts',
  'RequestTransfer',
  'RequestTransferDialog',
  'ResetScreen',
  'SecondFactorScreen',
  'SecondFactorSection',
  'SecondStep',
  'RegistrationScreen',
  'registering',
  'solve.worker',
  'TraceMatchesScreen',
  'reset',
  'tracing',
  'MatchingConfigurationScreen',
  'WebhooksScreen',
  'StreamsScreen',
  'IdentityProvidersScreen',
  'ProviderDialog',
  'ProviderDoor',
  'ComeBackLink',
  'ways-in.wire',
  'providers',
  'identity',
  'WebhookDialog',
  'DeliveriesDialog',
  'CodeAdminScreen',
  'administration',
  'conduct',
  'JobsScreen',
  'MergeScreen',
  'WorkListScreen',
  'CaseworkDialog',
  'ConsentDetails',
  'HandOverDialog',
  'HandOversPanel',
  'HandOverPrintDialog',
  'sharing',
  'SendingFile',
  'TaskDialog',
  'GiveDialog',
  'FinishDialog',
  'pieces',
].flatMap(files);

/**
 * Cameras, recorders and what else a form does when asked: fetched when first used, and kept by
 * the browser from then on. Without a line a file can still be chosen.
 */
const onDemand = [
  'MapDialog',
  'PhotoDialog',
  'ScanDialog',
  'SoundDialog',
  'ViewerDialog',
  'capture',
  '_virtual_known-names',
].flatMap(files);

function files(name: string): string[] {
  return [`assets/${name}-*.js`, `assets/${name}-*.css`];
}

export default defineConfig({
  base: '/',
  define: { 'import.meta.env.APP_VERSION': JSON.stringify(version) },
  plugins: [
    knownNames(),
    onlyOurCalendars(),
    onlyOurLocales(['en-US', 'fr-FR', 'ar-AE', 'es-ES']),
    react(),
    lingui({ failOnCompileError: true }),
    babel({ presets: [linguiTransformerBabelPreset()] }),
    shortMessageIds(),
    stylesheetsFirst(),
    VitePWA({
      strategies: 'injectManifest',
      srcDir: 'src/shared/pwa',
      filename: 'service-worker.ts',
      injectRegister: false,
      manifest: false,
      injectManifest: {
        globPatterns: ['index.html', 'assets/*.{js,css}', 'icons/*.svg'],
        globIgnores: ['**/*.map', ...withServer, ...onDemand],
      },
    }),
  ],
  build: {
    target: 'es2022',
    manifest: true,
    sourcemap: false,
    modulePreload: { polyfill: false },
    assetsInlineLimit: 0,
    rolldownOptions: { output: { codeSplitting: { groups: [...libraries, ...stageGroups()] } } },
  },
  server: { host: '127.0.0.1', port: 5173, proxy: { '/api': api, '/health': api } },
  preview: { host: '127.0.0.1', port: 4173 },
  test: {
    environment: 'happy-dom',
    setupFiles: ['src/test/setup.ts'],
    include: ['src/**/*.test.{ts,tsx}', 'scripts/**/*.test.mjs'],
    css: false,
    testTimeout: 20_000,
    restoreMocks: true,
    // Each worker loads the app once, not for each file; setup.ts puts back what tests change.
    isolate: false,
    // Tests wait a third of the time: more of them than processors.
    maxWorkers: Math.ceil(availableParallelism() * 1.5),
  },
});
