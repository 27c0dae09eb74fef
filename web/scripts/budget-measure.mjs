/** The budgets of the design page, and what a build makes of them. 1 KB = 1,000 bytes, gzip -9. */
import {
  administrators,
  areas as catalogueAreas,
  languages,
  provers,
  strangers,
} from './catalogues.mjs';

const login = ['index.html'];
const frame = [...login, 'src/app/App.tsx'];
const list = [...frame, 'src/app/RecordListRoute.tsx'];
const form = [
  ...list,
  'src/features/record/RecordScreen.tsx',
  'src/features/record/RecordCreateScreen.tsx',
  'src/shared/ui/DatePicker.tsx',
];

/** Screens whose own download, beyond the list's, has a limit each. */
const areas = [
  'src/features/home/HomeScreen.tsx',
  'src/app/SearchRoute.tsx',
  'src/features/tasks/TasksScreen.tsx',
  'src/features/notifications/NotificationsScreen.tsx',
  'src/features/activity/ActivityScreen.tsx',
  'src/features/record-list/bulk/BulkDialog.tsx',
  'src/features/case-create/NewCaseScreen.tsx',
  'src/features/record/casework/CaseworkDialog.tsx',
  'src/features/tracing/PairScreen.tsx',
  'src/features/tracing/TraceMatchesScreen.tsx',
  'src/features/tracing/WorkListScreen.tsx',
  'src/features/merge/MergeScreen.tsx',
  'src/features/matching-configuration/MatchingConfigurationScreen.tsx',
  'src/features/webhooks/WebhooksScreen.tsx',
  'src/features/identity-providers/IdentityProvidersScreen.tsx',
  'src/features/conduct/CodeAdminScreen.tsx',
  'src/features/jobs/JobsScreen.tsx',
  'src/features/registration-streams/StreamsScreen.tsx',
  'src/features/tasks/calendar/TaskCalendar.tsx',
  'src/features/account/AccountScreen.tsx',
  'src/features/account/second-factor/SecondFactorSection.tsx',
  'src/shared/second-factor/SecondStep.tsx',
  'src/features/support/SupportScreen.tsx',
  'src/features/sign-in/registering/RegistrationScreen.tsx',
  'src/features/sign-in/providers/ProviderDoor.tsx',
];

const kilobytes = (count) => count * 1000;

/** Words that somebody who works on cases may come to need. */
function isDaily(area) {
  return ![...administrators, ...strangers, ...provers].includes(area);
}

export function measure({ chunks, gzipOf, precached }) {
  const reach = (sources) => reachable(chunks, sources);
  const weight = (files) => files.reduce((sum, file) => sum + gzipOf(file), 0);
  const scripts = (sources) => [...reach(sources).scripts];
  const catalogue = (language, parts) =>
    weight(parts.map((part) => chunks[`src/locales/${language}/${part}.po`]?.file).filter(Boolean));
  const heaviest = (parts) => Math.max(...languages.map((language) => catalogue(language, parts)));
  const withCatalogue = (sources, parts) => weight(scripts(sources)) + heaviest(parts);
  const listScripts = new Set(scripts(list));
  return [
    row('JS to sign-in', withCatalogue(login, ['core']), 120),
    row('JS to a usable list', withCatalogue(list, ['core']), 240),
    row('JS to an open record form', withCatalogue(form, ['core', 'record']), 320),
    ...areas.map((area) =>
      row(
        `JS of ${area.replace(/^.*\//, '')}`,
        weight(scripts([area]).filter((file) => !listScripts.has(file))),
        80,
      ),
    ),
    row('CSS to sign-in', weight([...reach(login).styles]), 25),
    row('CSS to a usable list', weight([...reach(list).styles]), 25),
    row('Catalogue, core (heaviest language)', heaviest(['core']), 12),
    row('Catalogue, whole (heaviest language)', heaviest(catalogueAreas.filter(isDaily)), 40),
    row('Catalogues of administrators (heaviest language)', heaviest(administrators), 12),
    row('Catalogues of strangers (heaviest language)', heaviest(strangers), 4),
    row('Catalogue of the second factor (heaviest language)', heaviest(provers), 4),
    row('Precache, one language', precacheWeight({ precached, chunks, gzipOf }), 600),
  ];
}

function row(name, bytes, limitKilobytes) {
  return { name, bytes, limit: kilobytes(limitKilobytes) };
}

/** Every file that is fetched before the sources run: imports, not lazy ones. */
export function reachable(chunks, sources) {
  const seen = new Set();
  const scripts = new Set();
  const styles = new Set();
  const visit = (key) => {
    const chunk = chunks[key];
    if (chunk === undefined) {
      throw new Error(`The build has no chunk ${key}: correct the list of the budgets.`);
    }
    if (!seen.has(key)) {
      seen.add(key);
      scripts.add(chunk.file);
      (chunk.css ?? []).forEach((file) => styles.add(file));
      (chunk.imports ?? []).forEach(visit);
    }
  };
  sources.forEach(visit);
  return { scripts, styles };
}

/** What the service worker keeps, with the catalogues of one language instead of all. */
function precacheWeight({ precached, chunks, gzipOf }) {
  const others = new Set(
    Object.entries(chunks)
      .filter(([key]) => /^src\/locales\/(fr|ar|es)\//.test(key))
      .map(([, chunk]) => chunk.file),
  );
  return precached.filter((file) => !others.has(file)).reduce((sum, file) => sum + gzipOf(file), 0);
}

export function table(rows) {
  const shown = (bytes) => (bytes / 1000).toFixed(1).padStart(8);
  const width = Math.max(...rows.map(({ name }) => name.length));
  return [
    `${'gzip -9, KB'.padEnd(width)}       is    limit`,
    ...rows.map(
      ({ name, bytes, limit }) =>
        `${name.padEnd(width)} ${shown(bytes)} ${shown(limit)}${bytes > limit ? '  CROSSED' : ''}`,
    ),
  ].join('\n');
}
