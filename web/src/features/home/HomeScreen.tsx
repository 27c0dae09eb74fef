import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { can } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { WorkTexts } from '../../shared/text/WorkTexts';
import { newRecordTexts, recordTypeTexts } from '../../shared/text/record-type-texts';
import { Fetched } from '../../shared/ui/Fetched';
import { Icon } from '../../shared/ui/Icon';
import { LinkButton } from '../../shared/ui/LinkButton';
import { PageHeading } from '../../shared/ui/PageHeading';
import { RecordType } from '../../shared/wire/records';
import { CaseloadTiles } from './CaseloadTiles';
import { Dashboards } from './dashboards/Dashboards';
import { MyDay } from './my-day/MyDay';
import { RecentCases } from './RecentCases';
import { tilesFor } from './home-tiles';
import './HomeScreen.css';

/** Only for those whose role has flags on this page. */
const NewestFlags = lazy(() => import('./NewestFlags'));

/** What waits today, first of all who needs me; then the caseload in numbers. */
export function HomeScreen() {
  return (
    <WorkTexts>
      <Home />
    </WorkTexts>
  );
}

function Home() {
  const { t, i18n } = useLingui();
  const user = useUser();
  const [openedAt] = useState(() => new Date());
  const mayRead = can(user, 'cases', 'read');
  const hasDashboards = user.permissions.list?.some(({ resource }) => resource === 'dashboards');
  return (
    <>
      <PageHeading
        title={t({ id: 'home.title', message: 'Home' })}
        actions={
          can(user, 'cases', 'create') ? (
            <LinkButton to="/cases/new" kind="primary">
              <Icon name="plus" size={20} />
              {i18n._(newRecordTexts.cases)}
            </LinkButton>
          ) : null
        }
      />
      {mayRead ? <MyDay /> : <OtherRecords />}
      {hasDashboards ? <Dashboards /> : null}
      {mayRead && !hasDashboards ? <CaseloadTiles tiles={tilesFor(user, openedAt)} /> : null}
      {mayRead && can(user, 'dashboards', 'dash_flags') ? (
        <Fetched>
          <NewestFlags />
        </Fetched>
      ) : null}
      {mayRead ? <RecentCases /> : null}
    </>
  );
}

/** For roles without cases: the way to what they work with. */
function OtherRecords() {
  const { i18n } = useLingui();
  const user = useUser();
  const types = Object.values(RecordType).filter((type) => can(user, type, 'read'));
  if (types.length === 0) {
    return (
      <p>
        <Trans id="home.nothing">Your role has no records to show here.</Trans>
      </p>
    );
  }
  return (
    <div className="row">
      {types.map((type) => (
        <LinkButton key={type} to={`/${type}`}>
          {i18n._(recordTypeTexts[type])}
        </LinkButton>
      ))}
    </div>
  );
}
