import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { useSettings } from '../../../shared/definitions/useDefinitions';
import { formatDateTime } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { dashboardsQuery } from '../../../shared/records/dashboards';
import { can } from '../../../shared/session/permissions';
import { useInterfaceSetting } from '../../../shared/session/useInterfaceSetting';
import { useUser } from '../../../shared/session/useSession';
import { Button } from '../../../shared/ui/Button';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { Fetched } from '../../../shared/ui/Fetched';
import { Skeleton } from '../../../shared/ui/Skeleton';
import { homePreset } from '../../../shared/wire/settings';
import {
  type Arrangement,
  arranged,
  forgetFormerArrangement,
  formerArrangement,
  presetOf,
} from './arrangement';
import { Cockpit } from './Cockpit';
import { DashboardSection } from './DashboardSection';
import { sectionsOf } from './sections';
import { cockpitSections } from './waiting';
import '../../../shared/ui/table.css';
import './Dashboards.css';

const ArrangeDialog = lazy(() => import('./ArrangeDialog'));

/** The numbers of the role, each of them the way to what it counts. */
export function Dashboards() {
  const language = useLanguage();
  const user = useUser();
  const { id } = user;
  const isManager = user.is_manager && can(user, 'cases', 'read');
  const [kept, keep] = useInterfaceSetting('home', homePreset);
  const [former, setFormer] = useState(() => formerArrangement(id));
  const preset = presetOf(useSettings(), user.role_unique_id);
  const chosen = kept ?? former ?? preset;
  const [isArranging, setArranging] = useState(false);
  const arrange = (next: Arrangement | undefined) => {
    forgetFormerArrangement(id);
    setFormer(undefined);
    keep(next);
  };
  const dashboards = useQuery(dashboardsQuery);
  const time = formatDateTime(new Date(dashboards.dataUpdatedAt).toISOString(), language);
  // A leader sees in the cockpit what waits for an approval; twice would only be longer.
  const sections = sectionsOf(dashboards.data ?? []).filter(
    ({ id }) => !(isManager && cockpitSections.includes(id)),
  );
  return (
    <>
      {dashboards.isPending ? <Skeleton lines={6} /> : null}
      {dashboards.isError ? (
        <ErrorState error={dashboards.error} onRetry={() => void dashboards.refetch()} />
      ) : null}
      {isManager && dashboards.data ? <Cockpit dashboards={dashboards.data} /> : null}
      <div className="sections">
        {arranged(sections, chosen).map((section) => (
          <DashboardSection key={section.id} section={section} />
        ))}
      </div>
      {sections.length === 0 ? null : (
        <div className="dashboards-foot">
          <p className="soft">
            <Trans id="number.as_of">
              As of <bdi>{time}</bdi>
            </Trans>
          </p>
          <Button kind="quiet" onPress={() => setArranging(true)}>
            <Trans id="arrange.title">Arrange this page</Trans>
          </Button>
        </div>
      )}
      {isArranging ? (
        <Fetched onFailed={() => setArranging(false)}>
          <ArrangeDialog
            sections={sections}
            chosen={chosen}
            onChange={arrange}
            onClose={() => setArranging(false)}
          />
        </Fetched>
      ) : null}
    </>
  );
}
