import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { can } from '../../shared/session/permissions';
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
    { to: '/notifications', text: t({ id: 'nav.notifications', message: 'Notifications' }) },
    { to: `/account/${user.id}`, text: t({ id: 'account.title', message: 'My account' }) },
    { to: '/support', text: t({ id: 'nav.support', message: 'Support' }) },
  ];
}
