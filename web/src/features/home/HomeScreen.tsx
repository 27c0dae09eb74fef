import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { can } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { WorkTexts } from '../../shared/text/WorkTexts';
import { newRecordTexts } from '../../shared/text/record-type-texts';
import { Icon } from '../../shared/ui/Icon';
import { LinkButton } from '../../shared/ui/LinkButton';
import { PageHeading } from '../../shared/ui/PageHeading';
import { CaseloadTiles } from './CaseloadTiles';
import { Dashboards } from './dashboards/Dashboards';
import { MyDay } from './my-day/MyDay';
import { RecentCases } from './RecentCases';
import { tilesFor } from './home-tiles';
import './HomeScreen.css';

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
      {mayRead ? (
        <>
          <MyDay />
          {hasDashboards ? <Dashboards /> : <CaseloadTiles tiles={tilesFor(user, openedAt)} />}
          <RecentCases />
        </>
      ) : (
        <p>
          <Trans id="home.nothing">Your role has no records to show here.</Trans>
        </p>
      )}
    </>
  );
}
