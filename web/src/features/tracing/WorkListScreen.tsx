import { Trans, useLingui } from '@lingui/react/macro';
import { useNavigate, useSearch } from '@tanstack/react-router';
import { can } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { TracingTexts } from '../../shared/tracing/TracingTexts';
import { PageHeading } from '../../shared/ui/PageHeading';
import { RadioGroup } from '../../shared/ui/RadioGroup';
import { DuplicateWork } from './DuplicateWork';
import { MatchWork } from './MatchWork';
import { WorkFilters } from './WorkFilters';
import { WorkKind, type WorkFilter } from './work-list.wire';
import './tracing.css';

/** All that matching found and that waits for people: possible matches and possible duplicates. */
export function WorkListScreen() {
  return (
    <TracingTexts>
      <WorkList />
    </TracingTexts>
  );
}

function WorkList() {
  const { t } = useLingui();
  const user = useUser();
  const seesMatches = can(user, 'potential_matches', 'read');
  const seesDuplicates = can(user, 'duplicates', 'read') || can(user, 'cases', 'create');
  const [filter, setFilter] = useWorkFilter(seesMatches);
  return (
    <div className="stack tracing">
      <PageHeading title={t({ id: 'tracing.work.title', message: 'Possible matches' })} />
      <p className="soft">
        <Trans id="tracing.work.note">
          Nothing here is decided: records that look alike, the most probable first. Compare, talk
          to whoever is responsible, and say what you know.
        </Trans>
      </p>
      {seesMatches && seesDuplicates ? (
        <RadioGroup
          label={t({ id: 'tracing.work.kind', message: 'What to look at' })}
          choices={[
            {
              id: WorkKind.matches,
              text: t({ id: 'tracing.work.matches', message: 'Sought children and cases' }),
            },
            {
              id: WorkKind.duplicates,
              text: t({ id: 'tracing.work.duplicates', message: 'Children registered twice' }),
            },
          ]}
          value={filter.kind}
          onChange={(kind) =>
            setFilter({
              kind: kind === WorkKind.duplicates ? WorkKind.duplicates : WorkKind.matches,
              state: '',
              page: 1,
            })
          }
        />
      ) : null}
      <WorkFilters filter={filter} onChange={setFilter} />
      {filter.kind === WorkKind.matches ? (
        <MatchWork filter={filter} onPage={(page) => setFilter({ page })} />
      ) : (
        <DuplicateWork filter={filter} onPage={(page) => setFilter({ page })} />
      )}
    </div>
  );
}

/** The filter is the address: a list can be handed on, and the way back leads to it. */
function useWorkFilter(seesMatches: boolean): [WorkFilter, (change: Partial<WorkFilter>) => void] {
  const search: Readonly<Record<string, unknown>> = useSearch({ strict: false });
  const navigate = useNavigate();
  const text = (key: string) => (typeof search[key] === 'string' ? search[key] : '');
  const page = Number(search['page']);
  const wantsDuplicates = text('kind') === WorkKind.duplicates || !seesMatches;
  const filter: WorkFilter = {
    kind: wantsDuplicates ? WorkKind.duplicates : WorkKind.matches,
    state: text('state'),
    minScore: text('min_score'),
    order: text('order'),
    owner: text('owner'),
    location: text('location'),
    since: text('since'),
    page: Number.isInteger(page) && page > 0 ? page : 1,
  };
  const change = (next: Partial<WorkFilter>) => {
    const all = { ...filter, ...next };
    const entries = {
      kind: all.kind === WorkKind.matches ? '' : all.kind,
      state: all.state,
      min_score: all.minScore,
      order: all.order,
      owner: all.owner,
      location: all.location,
      since: all.since,
      page: all.page === 1 ? '' : String(all.page),
    };
    const kept = Object.entries(entries).filter(([, value]) => value !== '');
    void navigate({ to: '/matches', search: Object.fromEntries(kept), replace: true });
  };
  return [filter, change];
}
