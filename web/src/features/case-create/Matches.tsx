import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import {
  apiQuery,
  defaultListQuery,
  writeListQuery,
  type ListQuery,
  type Search,
} from '../../shared/records/list-query';
import { recordListQuery } from '../../shared/records/records';
import { Button } from '../../shared/ui/Button';
import { ErrorState } from '../../shared/ui/ErrorState';
import { LinkButton } from '../../shared/ui/LinkButton';
import { NoOtherCase } from '../../shared/tracing/NoOtherCase';
import { Skeleton } from '../../shared/ui/Skeleton';
import { RecordType } from '../../shared/wire/records';
import { MatchCard } from './MatchCard';

interface MatchesProps {
  search: Search;
  /** Children who may be the same are shown above. */
  isHinted: boolean;
  /** None of them is the child. */
  onNone: () => void;
}

const shownAtMost = 20;

/** Open and closed cases that may be the same child, best match first. */
export function Matches({ search, isHinted, onNone }: MatchesProps) {
  const list: ListQuery = {
    ...defaultListQuery,
    filters: { status: ['open', 'closed'], record_state: ['true'] },
    search,
  };
  const result = useQuery(recordListQuery(RecordType.case, apiQuery(list)));
  if (result.isError) {
    return <ErrorState error={result.error} onRetry={() => void result.refetch()} />;
  }
  if (result.data === undefined) {
    return <Skeleton lines={4} />;
  }
  const { data, metadata } = result.data;
  const count = metadata.total;
  return (
    <div className="stack">
      <h3 role="status">
        {isHinted && count === 0 ? <NoOtherCase /> : null}
        {!isHinted && count === 0 ? (
          <Trans id="intake.no_match">No case fits. You can register a new one.</Trans>
        ) : null}
        {count > 0 ? (
          <Trans id="intake.matches">
            <Plural
              value={count}
              one="# case may be the same child"
              other="# cases may be the same child"
            />
          </Trans>
        ) : null}
      </h3>
      <ul className="matches">
        {data.slice(0, shownAtMost).map((record) => (
          <li key={record.id}>
            <MatchCard record={record} />
          </li>
        ))}
      </ul>
      <div className="row">
        <Button kind="primary" onPress={onNone}>
          {count === 0 && !isHinted ? (
            <Trans id="intake.continue">Register a new case</Trans>
          ) : (
            <Trans id="intake.none_of_these">None of these: register a new case</Trans>
          )}
        </Button>
        {count > shownAtMost ? (
          <LinkButton to="/cases" search={writeListQuery(list)}>
            <Trans id="intake.all_matches">See all in the list</Trans>
          </LinkButton>
        ) : null}
      </div>
    </div>
  );
}
