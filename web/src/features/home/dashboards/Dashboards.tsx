import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { formatDateTime } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { dashboardsQuery } from '../../../shared/records/dashboards';
import { useUser } from '../../../shared/session/useSession';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { Skeleton } from '../../../shared/ui/Skeleton';
import { Cockpit } from './Cockpit';
import { DashboardSection } from './DashboardSection';
import { sectionsOf } from './sections';
import { cockpitSections } from './waiting';
import '../../../shared/ui/table.css';
import './Dashboards.css';

/** The numbers of the role, each of them the way to what it counts. */
export function Dashboards() {
  const language = useLanguage();
  const { is_manager: isManager } = useUser();
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
        {sections.map((section) => (
          <DashboardSection key={section.id} section={section} />
        ))}
      </div>
      {sections.length === 0 ? null : (
        <p className="soft">
          <Trans id="number.as_of">
            As of <bdi>{time}</bdi>
          </Trans>
        </p>
      )}
    </>
  );
}
