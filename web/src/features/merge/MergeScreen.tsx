import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { AreaTexts } from '../../shared/i18n/AreaTexts';
import { tracingTexts } from '../../shared/tracing/tracing-texts';
import { previewQuery } from '../../shared/merge/merge.wire';
import { ErrorState } from '../../shared/ui/ErrorState';
import { LinkButton } from '../../shared/ui/LinkButton';
import { PageHeading } from '../../shared/ui/PageHeading';
import { Skeleton } from '../../shared/ui/Skeleton';
import { MergeForm } from './MergeForm';
import '../../shared/merge/merge.css';

/** Two cases of one child side by side, and what the surviving one is to say. */
export function MergeScreen() {
  const { id = '', other = '' } = useParams({ strict: false });
  return (
    <AreaTexts ready={tracingTexts}>
      <Merge key={`${id} ${other}`} id={id} other={other} />
    </AreaTexts>
  );
}

function Merge({ id, other }: { id: string; other: string }) {
  const { t } = useLingui();
  const preview = useQuery(previewQuery(id, other));
  return (
    <div className="stack merge">
      <PageHeading
        title={t({ id: 'merge.title', message: 'Merge two cases' })}
        actions={
          <LinkButton to="/cases/$id" params={{ id }} search={{}}>
            <Trans id="merge.back">Back without merging</Trans>
          </LinkButton>
        }
      />
      {preview.isPending ? <Skeleton lines={8} /> : null}
      {preview.isError ? (
        <ErrorState error={preview.error} onRetry={() => void preview.refetch()} />
      ) : null}
      {preview.data ? (
        <MergeForm preview={preview.data} onReload={() => void preview.refetch()} />
      ) : null}
    </div>
  );
}
