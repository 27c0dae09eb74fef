import { describe, expect, it } from 'vitest';
import { measure, reachable, table } from './budget-measure.mjs';

const chunks = {
  'index.html': { file: 'index.js', imports: ['_react'], css: ['base.css'] },
  _react: { file: 'react.js' },
  'src/app/App.tsx': { file: 'app.js', imports: ['_react', '_router'] },
  _router: { file: 'router.js', imports: ['_react'] },
  'src/app/RecordListRoute.tsx': {
    file: 'list.js',
    imports: ['_router'],
    dynamicImports: ['src/shared/ui/DatePicker.tsx'],
    css: ['list.css'],
  },
  'src/features/record/RecordScreen.tsx': { file: 'record.js' },
  'src/features/record/RecordCreateScreen.tsx': { file: 'create.js' },
  'src/shared/ui/DatePicker.tsx': { file: 'date.js' },
  'src/features/home/HomeScreen.tsx': { file: 'home.js', imports: ['_router'] },
  'src/app/SearchRoute.tsx': { file: 'search.js' },
  'src/features/tasks/TasksScreen.tsx': { file: 'tasks.js' },
  'src/features/notifications/NotificationsScreen.tsx': { file: 'notifications.js' },
  'src/features/activity/ActivityScreen.tsx': { file: 'activity.js' },
  'src/features/record-list/bulk/BulkDialog.tsx': { file: 'bulk.js' },
  'src/features/case-create/NewCaseScreen.tsx': { file: 'new.js' },
  'src/features/record/casework/CaseworkDialog.tsx': { file: 'casework.js' },
  'src/features/tracing/PairScreen.tsx': { file: 'pair.js' },
  'src/features/tracing/TraceMatchesScreen.tsx': { file: 'matches.js' },
  'src/features/tracing/WorkListScreen.tsx': { file: 'work-list.js' },
  'src/features/merge/MergeScreen.tsx': { file: 'merge.js' },
  'src/features/matching-configuration/MatchingConfigurationScreen.tsx': { file: 'rules.js' },
  'src/features/webhooks/WebhooksScreen.tsx': { file: 'webhooks.js' },
  'src/features/conduct/CodeAdminScreen.tsx': { file: 'conduct.js' },
  'src/features/jobs/JobsScreen.tsx': { file: 'jobs.js' },
  'src/features/tasks/calendar/TaskCalendar.tsx': { file: 'calendar.js' },
  'src/features/account/AccountScreen.tsx': { file: 'account.js' },
  'src/features/support/SupportScreen.tsx': { file: 'support.js' },
  'src/features/identity-providers/IdentityProvidersScreen.tsx': { file: 'providers.js' },
  'src/features/registration-streams/StreamsScreen.tsx': { file: 'streamsscreen.js' },
  'src/features/account/second-factor/SecondFactorSection.tsx': { file: 'factor.js' },
  'src/shared/second-factor/SecondStep.tsx': { file: 'step.js' },
  'src/features/sign-in/registering/RegistrationScreen.tsx': { file: 'registering.js' },
  'src/features/sign-in/providers/ProviderDoor.tsx': { file: 'providerdoor.js' },
  'src/locales/en/core.po': { file: 'core-en.js' },
  'src/locales/ar/core.po': { file: 'core-ar.js' },
  'src/locales/ar/record.po': { file: 'record-ar.js' },
};
const sizes = { 'react.js': 60_000, 'core-ar.js': 5_000, 'core-en.js': 4_000, 'list.js': 30_000 };
const build = {
  chunks,
  gzipOf: (file) => sizes[file] ?? 1_000,
  precached: ['index.js', 'react.js', 'core-en.js', 'core-ar.js'],
};
const bytesOf = (rows, name) => rows.find((row) => row.name === name)?.bytes;

describe('what is fetched', () => {
  it('is everything imported, each once, and nothing lazy', () => {
    const { scripts, styles } = reachable(chunks, ['src/app/RecordListRoute.tsx']);
    expect([...scripts].sort()).toEqual(['list.js', 'react.js', 'router.js']);
    expect([...styles]).toEqual(['list.css']);
  });

  it('cannot be told of a screen that is not in the build', () => {
    expect(() => reachable(chunks, ['src/features/gone.tsx'])).toThrow('gone.tsx');
  });
});

describe('the budgets', () => {
  const rows = measure(build);

  it('count what a person pays in the heaviest language', () => {
    expect(bytesOf(rows, 'JS to sign-in')).toBe(61_000 + 5_000);
    expect(bytesOf(rows, 'JS to a usable list')).toBe(61_000 + 1_000 + 1_000 + 30_000 + 5_000);
    expect(bytesOf(rows, 'Catalogue, core (heaviest language)')).toBe(5_000);
  });

  it('count an area by what it adds to the list', () => {
    expect(bytesOf(rows, 'JS of HomeScreen.tsx')).toBe(1_000);
  });

  it('count one language of the precache', () => {
    expect(bytesOf(rows, 'Precache, one language')).toBe(65_000);
  });

  it('say which one is crossed', () => {
    const heavy = measure({ ...build, gzipOf: () => 70_000 });
    const line = table(heavy)
      .split('\n')
      .find((text) => text.startsWith('JS to sign-in'));
    expect(line).toContain('CROSSED');
    expect(table(rows)).not.toContain('CROSSED');
  });
});
