import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { DuplicateAnswers } from '../../../shared/tracing/DuplicateAnswers';
import { DuplicateList } from '../../../shared/tracing/DuplicateList';
import { duplicatesOfCase } from '../../../shared/tracing/duplicates';
import { TracingTexts } from '../../../shared/tracing/TracingTexts';
import { EmptyState } from '../../../shared/ui/EmptyState';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { Skeleton } from '../../../shared/ui/Skeleton';

interface DuplicatesPanelProps {
  /** Of the case. */
  id: string;
  title: string;
}

/** Other cases that may be the same child: two of them tear the help apart. */
export default function DuplicatesPanel({ id, title }: DuplicatesPanelProps) {
  const found = useQuery(duplicatesOfCase(id));
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
              actions={(duplicate) => <DuplicateAnswers of={id} duplicate={duplicate} />}
            />
          </>
        ) : null}
      </section>
    </TracingTexts>
  );
}
