import { defineConfig } from '@lingui/cli';
import { formatter } from '@lingui/format-po';

/** What people do every day beyond lists; its words come with the first of these screens. */
const work = [
  'src/features/account',
  'src/features/activity',
  'src/features/home',
  'src/features/notifications',
  'src/features/record-list/bulk',
  'src/features/search',
  'src/features/tasks',
  ...[
    'ChangeSearchDialog',
    'KeepSearchDialog',
    'RemoveSearchDialog',
    'SearchForm',
    'SearchName',
    'SharingFields',
  ].map((name) => `src/features/record-list/saved/${name}.tsx`),
  'src/shared/searched/SearchedFields.tsx',
  'src/shared/snooze',
  'src/shared/transfer-request',
];
/** The form and its panels, picking another record. */
const record = ['src/features/record', 'src/shared/forms', 'src/shared/picker'];
/** The dialogs of casework and handing a record over; their words come with the first of them. */
const sharing = [
  'src/features/record/sharing',
  ...[
    'AnswerDialog',
    'ApprovalAnswer',
    'ApprovalRequest',
    'AttributeDialog',
    'ConsentOverride',
    'FlagDialog',
    'FlagList',
    'HandOverDialog',
    'HandOverRow',
    'HandOversPanel',
    'KeepDialog',
    'RecipientField',
    'RecipientFilters',
    'RowDialog',
    'SiblingDialog',
    'SyncDialog',
    'SyncState',
    'TaskDialog',
  ].map((name) => `src/features/record/casework/${name}.tsx`),
];
/** Printing; its words come with the dialog. The button on a list is everybody's. */
const print = [
  'src/features/record/print',
  'src/shared/print',
  ...['FormsOfType', 'ListPrintDialog', 'ManyPrintDialog'].map(
    (name) => `src/features/record-list/print/${name}.tsx`,
  ),
];
/** Taking photos and sound, and what else a form can do when asked; its words come with it. */
const fields = [
  ...['src/shared/capture', 'src/shared/map', 'src/shared/uploads'],
  ...['src/shared/forms/timeline', 'src/shared/forms/files'],
];
/** Family tracing, possible duplicates and merging two cases; words come with the first of them. */
const tracing = [
  ...['src/features/tracing', 'src/features/record/tracing', 'src/shared/tracing'],
  ...['src/features/merge', 'src/shared/merge'],
];
/** The page of a role, which administrators set at home. */
const preset = 'src/features/home/dashboards/PresetDialog.tsx';
/** What administrators set: rules of matching, messages to others, jobs. One file is smaller. */
const administration = [
  'src/features/jobs',
  'src/features/matching-configuration',
  'src/features/webhooks',
  'src/features/registration-streams',
  preset,
];
/** Writing the code of conduct; its words come with the screen. */
const conduct = ['src/features/conduct'];
/** The Nepali calendar; its words come where a deployment uses it. */
const calendar = ['src/shared/calendar/nepali'];
/** Choosing a password, and forgotten ones; their words come with the first such screen. */
const reset = ['src/features/sign-in/forgotten', 'src/shared/password'];
/** Registering oneself; its words come for those who do. The link at the door is everybody's. */
const registering = [
  ...['RegistrationForm', 'RegistrationScreen', 'Working'].map(
    (name) => `src/features/sign-in/registering/${name}.tsx`,
  ),
];
/** Signing in at identity providers; its words come where there are some. */
const providers = ['src/features/sign-in/providers', 'src/shared/identity'];
/** Setting up identity providers; the words come with the screen of super users. */
const identity = ['src/features/identity-providers'];
/** The second factor; its words come for who has one or sets one up. */
const factor = ['src/features/account/second-factor', 'src/shared/second-factor'];
const tests = ['**/*.test.ts', '**/*.test.tsx', 'src/test'];

/**
 * `core` is everything up to a usable list, `work` comes with the daily screens, `record` with the
 * record form. Folders decide where a text belongs, so that sign-in never downloads the words of
 * the form.
 */
export default defineConfig({
  sourceLocale: 'en',
  locales: ['en', 'fr', 'ar', 'es'],
  catalogs: [
    {
      path: 'src/locales/{locale}/core',
      include: ['src'],
      exclude: [
        ...[
          ...tests,
          ...work,
          ...record,
          ...tracing,
          ...calendar,
          ...reset,
          ...registering,
          ...providers,
          ...identity,
          ...factor,
          ...print,
        ],
        ...[...administration, ...conduct, ...fields],
      ],
    },
    { path: 'src/locales/{locale}/work', include: work, exclude: [...tests, ...factor, preset] },
    { path: 'src/locales/{locale}/fields', include: fields, exclude: tests },
    {
      path: 'src/locales/{locale}/record',
      include: record,
      exclude: [...[...tests, ...sharing, ...print, ...fields], 'src/features/record/tracing'],
    },
    { path: 'src/locales/{locale}/sharing', include: sharing, exclude: tests },
    { path: 'src/locales/{locale}/print', include: print, exclude: tests },
    { path: 'src/locales/{locale}/tracing', include: tracing, exclude: tests },
    { path: 'src/locales/{locale}/reset', include: reset, exclude: tests },
    { path: 'src/locales/{locale}/registering', include: registering, exclude: tests },
    { path: 'src/locales/{locale}/providers', include: providers, exclude: tests },
    { path: 'src/locales/{locale}/identity', include: identity, exclude: tests },
    { path: 'src/locales/{locale}/factor', include: factor, exclude: tests },
    { path: 'src/locales/{locale}/administration', include: administration, exclude: tests },
    { path: 'src/locales/{locale}/conduct', include: conduct, exclude: tests },
    { path: 'src/locales/{locale}/calendar', include: calendar, exclude: tests },
  ],
  orderBy: 'messageId',
  format: formatter({ lineNumbers: false, origins: false, printPlaceholdersInComments: false }),
});
