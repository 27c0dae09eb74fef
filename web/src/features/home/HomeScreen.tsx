import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { can } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { Icon } from '../../shared/ui/Icon';
import { LinkButton } from '../../shared/ui/LinkButton';
import { PageHeading } from '../../shared/ui/PageHeading';
import { CaseloadTiles } from './CaseloadTiles';
import { RecentCases } from './RecentCases';
import { tilesFor } from './home-tiles';
import './HomeScreen.css';

/** What waits today: the caseload in numbers and where one left off. */
export function HomeScreen() {
  const { t } = useLingui();
  const user = useUser();
  const [openedAt] = useState(() => new Date());
  const mayRead = can(user, 'cases', 'read');
  return (
    <>
      <PageHeading
        title={t({ id: 'home.title', message: 'Home' })}
        actions={
          can(user, 'cases', 'create') ? (
            <LinkButton to="/cases/new" kind="primary">
              <Icon name="plus" size={20} />
              {t({ id: 'cases.new', message: 'New case' })}
            </LinkButton>
          ) : null
        }
      />
      {mayRead ? (
        <>
          <CaseloadTiles tiles={tilesFor(user, openedAt)} />
          <RecentCases />
        </>
      ) : (
        <p>{t({ id: 'home.nothing', message: 'Your role has no records to show here.' })}</p>
      )}
    </>
  );
}
