import { Plural, Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../../../shared/ui/Button';
import { EmptyState } from '../../../shared/ui/EmptyState';
import { Skeleton } from '../../../shared/ui/Skeleton';
import { DayRow } from './DayRow';
import { useMyDay } from './useMyDay';
import '../../../shared/ui/work.css';

/** So many fit a glance; the others are one press away. */
const shownAtFirst = 8;

/** Who needs me today: one list, the most urgent first. */
export function MyDay() {
  const { items, today, isPending, hasGaps, retry } = useMyDay();
  const [showsAll, setShowsAll] = useState(false);
  const shown = showsAll ? items : items.slice(0, shownAtFirst);
  const count = items.length;
  return (
    <section aria-labelledby="my-day" className="stack">
      <h2 id="my-day">
        <Trans id="day.title">Who needs me today</Trans>
      </h2>
      {hasGaps && !isPending ? (
        <div className="day-gaps row" role="status">
          <p>
            <Trans id="day.gaps">A part could not be read; somebody may be missing here.</Trans>
          </p>
          <Button onPress={retry}>
            <Trans id="action.retry">Try again</Trans>
          </Button>
        </div>
      ) : null}
      <ol className="work-list">
        {shown.map((item) => (
          <li key={item.caseId}>
            <DayRow item={item} today={today} />
          </li>
        ))}
      </ol>
      {isPending ? <Skeleton lines={4} /> : null}
      {!isPending && !hasGaps && count === 0 ? (
        <EmptyState title={<Trans id="day.none">Nobody waits for you today.</Trans>}>
          <p>
            <Trans id="day.none_hint">
              Tasks, referrals, approvals and flags appear here as soon as they need you.
            </Trans>
          </p>
        </EmptyState>
      ) : null}
      {count > shown.length ? (
        <div>
          <Button onPress={() => setShowsAll(true)}>
            <Trans id="day.all">
              <Plural value={count} one="Show all #" other="Show all #" />
            </Trans>
          </Button>
        </div>
      ) : null}
    </section>
  );
}
