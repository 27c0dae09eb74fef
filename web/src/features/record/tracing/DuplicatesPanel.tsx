import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { DuplicateAnswers } from '../../../shared/tracing/DuplicateAnswers';
import { DuplicateList } from '../../../shared/tracing/DuplicateList';
import { duplicatesOfCase } from '../../../shared/tracing/duplicates';
import { TracingTexts } from '../../../shared/tracing/TracingTexts';
import { can } from '../../../shared/session/permissions';
import { useUser } from '../../../shared/session/useSession';
import { EmptyState } from '../../../shared/ui/EmptyState';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { LinkButton } from '../../../shared/ui/LinkButton';
import { Skeleton } from '../../../shared/ui/Skeleton';

interface DuplicatesPanelProps {
  /** Of the case. */
  id: string;
  title: string;
}

/** Other cases that may be the same child: two of them tear the help apart. */
export default function DuplicatesPanel({ id, title }: DuplicatesPanelProps) {
  const found = useQuery(duplicatesOfCase(id));
  const user = useUser();
  const mayMerge = can(user, 'duplicates', 'read') && can(user, 'cases', 'write');
  return (
    <TracingTexts>
      <section className="stack" aria-labelledby="record-duplicates">
        <h2 id="record-duplicates">{title}</h2>
        {found.isPending ? <Skeleton lines={4} /> : null}
        {found.isError ? (
          <ErrorState error={found.error} onRetry={() => void found.refetch()} />
        ) : null}
        {found.data?.length === 0 ? (
          <EmptyState
            title={<Trans id="duplicates.none">No other case looks like this child.</Trans>}
          />
        ) : null}
        {found.data && found.data.length > 0 ? (
          <>
            <p className="soft">
              <Trans id="duplicates.explain">
                Compare names, family and photos, and talk to whoever is responsible, before you
                decide that they are one child.
              </Trans>
            </p>
            <DuplicateList
              duplicates={found.data}
              of={id}
              actions={(duplicate) => (
                <>
                  {mayMerge && !duplicate.masked ? (
                    <LinkButton
                      to="/cases/$id/merge/$other"
                      params={{ id, other: duplicate.case.id }}
                    >
                      <Trans id="duplicates.compare">Compare and merge</Trans>
                    </LinkButton>
                  ) : null}
                  <DuplicateAnswers of={id} duplicate={duplicate} />
                </>
              )}
            />
          </>
        ) : null}
      </section>
    </TracingTexts>
  );
}
