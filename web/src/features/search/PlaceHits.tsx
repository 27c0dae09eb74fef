import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { activity_rights, can, isSuperUser } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { foldText } from '../../shared/text/fold';
import { newRecordTexts, recordTypeTexts } from '../../shared/text/record-type-texts';
import { RecordType } from '../../shared/wire/records';

interface Place {
  to: string;
  text: string;
}

/** Pages of the app whose name fits: whoever looks for a word need not know where it stands. */
export function PlaceHits({ query }: { query: string }) {
  const wanted = foldText(query.trim());
  const places = usePlaces().filter(({ text }) => foldText(text).includes(wanted));
  return places.length === 0 || wanted === '' ? null : (
    <section className="panel stack" aria-labelledby="hits-places">
      <h2 id="hits-places">
        <Trans id="search.places">Pages</Trans>
      </h2>
      <ul className="hits">
        {places.map(({ to, text }) => (
          <li key={to}>
            <Link to={to} className="hit">
              <span className="hit-name">{text}</span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

function usePlaces(): readonly Place[] {
  const { t, i18n } = useLingui();
  const user = useUser();
  const oversight = useOversightPlaces();
  const lists = Object.values(RecordType)
    .filter((type) => can(user, type, 'read'))
    .map((type) => ({ to: `/${type}`, text: i18n._(recordTypeTexts[type]) }));
  const tasks = { to: '/tasks', text: t({ id: 'nav.tasks', message: 'Tasks' }) };
  const newCase = { to: '/cases/new', text: i18n._(newRecordTexts.cases) };
  return [
    { to: '/dashboards', text: t({ id: 'nav.home', message: 'Home' }) },
    ...(can(user, 'dashboards', 'dash_tasks') ? [tasks] : []),
    ...lists,
    ...(can(user, 'cases', 'create') ? [newCase] : []),
    ...oversight,
    { to: '/notifications', text: t({ id: 'nav.notifications', message: 'Notifications' }) },
    { to: `/account/${user.id}`, text: t({ id: 'account.title', message: 'My account' }) },
    { to: '/support', text: t({ id: 'nav.support', message: 'Support' }) },
  ];
}

/** Pages of those who look after the system or the work of others. */
function useOversightPlaces(): readonly Place[] {
  const { t } = useLingui();
  const user = useUser();
  const when = (isThere: boolean, to: string, text: string) => (isThere ? [{ to, text }] : []);
  const seesPairs = can(user, 'potential_matches', 'read') || can(user, 'duplicates', 'read');
  return [
    ...when(seesPairs, '/matches', t({ id: 'nav.matches', message: 'Possible matches' })),
    ...when(
      can(user, 'activity_logs', ...activity_rights),
      '/activity_log',
      t({ id: 'nav.activity', message: 'Activity log' }),
    ),
    ...when(
      can(user, 'matching_configurations', 'manage'),
      '/matching_configuration',
      t({ id: 'nav.match_rules', message: 'Matching rules' }),
    ),
    ...when(
      can(user, 'webhooks', 'read'),
      '/webhooks',
      t({ id: 'nav.webhooks', message: 'Other systems' }),
    ),
    ...when(
      can(user, 'codes_of_conduct', 'manage'),
      '/admin/code_of_conduct',
      t({ id: 'nav.code_of_conduct', message: 'Code of conduct' }),
    ),
    ...when(
      isSuperUser(user),
      '/identity_providers',
      t({ id: 'nav.identity_providers', message: 'Identity providers' }),
    ),
    ...when(
      can(user, 'systems', 'manage'),
      '/jobs',
      t({ id: 'nav.jobs', message: 'Background work' }),
    ),
  ];
}
