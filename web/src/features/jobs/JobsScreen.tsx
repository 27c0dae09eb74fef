import { Trans, useLingui } from '@lingui/react/macro';
import { useQueryClient } from '@tanstack/react-query';
import { AreaTexts } from '../../shared/i18n/AreaTexts';
import { Button } from '../../shared/ui/Button';
import { PageHeading } from '../../shared/ui/PageHeading';
import { jobsTexts } from './jobs-texts';
import { jobsKey } from './jobs.wire';
import { Schedules } from './Schedules';
import { SingleJobs } from './SingleJobs';
import '../../shared/ui/table.css';
import '../../shared/ui/work.css';
import './jobs.css';

/** What the server does by itself: what comes back, what waits, what failed for good. */
export function JobsScreen() {
  return (
    <AreaTexts ready={jobsTexts}>
      <Screen />
    </AreaTexts>
  );
}

function Screen() {
  const { t } = useLingui();
  const queries = useQueryClient();
  return (
    <>
      <PageHeading
        title={t({ id: 'jobs.title', message: 'Background work' })}
        actions={
          <Button onPress={() => void queries.invalidateQueries({ queryKey: [jobsKey] })}>
            <Trans id="jobs.refresh">Look again</Trans>
          </Button>
        }
      />
      <p className="soft">
        <Trans id="jobs.about">
          What the server does by itself. What failed for good stays here until somebody tries it
          again.
        </Trans>
      </p>
      <SingleJobs />
      <Schedules />
    </>
  );
}
