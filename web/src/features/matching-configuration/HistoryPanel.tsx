import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDateTime } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { Button } from '../../shared/ui/Button';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Skeleton } from '../../shared/ui/Skeleton';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import { matchingKey, restore, versionsQuery, type Facts } from './configuration.wire';
import { origin_texts } from './fit-texts';
import { Refusal } from './Refusal';

interface HistoryPanelProps {
  /** The one in force. */
  current: number;
  tag: string | undefined;
}

/** Every configuration that was in force, with who and when, and the way back. */
export function HistoryPanel({ current, tag }: HistoryPanelProps) {
  const versions = useQuery(versionsQuery);
  const [wanted, setWanted] = useState<Facts>();
  return (
    <section className="panel stack" aria-labelledby="matching-history">
      <h2 id="matching-history">
        <Trans id="matching.history.title">Earlier configurations</Trans>
      </h2>
      {versions.isPending ? <Skeleton lines={3} /> : null}
      {versions.isError ? (
        <ErrorState error={versions.error} onRetry={() => void versions.refetch()} />
      ) : null}
      <ol className="version-list">
        {versions.data?.map((facts) => (
          <Version
            key={facts.number}
            facts={facts}
            isCurrent={facts.number === current}
            onBack={() => setWanted(facts)}
          />
        ))}
      </ol>
      {wanted ? <GoBack facts={wanted} tag={tag} onClose={() => setWanted(undefined)} /> : null}
    </section>
  );
}

interface VersionProps {
  facts: Facts;
  isCurrent: boolean;
  onBack: () => void;
}

function Version({ facts, isCurrent, onBack }: VersionProps) {
  const { i18n } = useLingui();
  const { number } = facts;
  return (
    <li className="version">
      <div>
        <p className="version-name">
          <Trans id="matching.history.number">No. {number}</Trans>
          {' · '}
          {i18n._(origin_texts[facts.origin])}
          {isCurrent ? (
            <>
              {' · '}
              <strong>
                <Trans id="matching.history.current">In force</Trans>
              </strong>
            </>
          ) : null}
        </p>
        <WhoAndWhen facts={facts} />
        {facts.note ? (
          <p>
            <bdi>{facts.note}</bdi>
          </p>
        ) : null}
      </div>
      {isCurrent ? null : (
        <Button kind="quiet" onPress={onBack}>
          <Trans id="matching.history.back">Go back to no. {number}</Trans>
        </Button>
      )}
    </li>
  );
}

function WhoAndWhen({ facts }: { facts: Facts }) {
  const language = useLanguage();
  if (!facts.changed_by || !facts.changed_at) return null;
  const who = facts.changed_by;
  const when = formatDateTime(facts.changed_at, language);
  return (
    <p className="soft">
      <Trans id="matching.history.who">
        <bdi>{who}</bdi>, {when}
      </Trans>
    </p>
  );
}

interface GoBackProps {
  facts: Facts;
  tag: string | undefined;
  onClose: () => void;
}

function GoBack({ facts, tag, onClose }: GoBackProps) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const { number } = facts;
  const going = useMutation({
    mutationFn: () => restore(number, tag),
    onSuccess: () => {
      const text = t({ id: 'matching.history.done', message: 'The earlier one is in force.' });
      notify({ key: 'matching.restored', kind: NoticeKind.success, text });
      void queries.invalidateQueries({ queryKey: [matchingKey] });
      onClose();
    },
    onError: () => queries.invalidateQueries({ queryKey: [matchingKey] }),
  });
  return (
    <ConfirmDialog
      title={t({ id: 'matching.history.ask', message: `Go back to no. ${number}?` })}
      confirm={t({ id: 'matching.history.confirm', message: 'Go back' })}
      isPending={going.isPending}
      onConfirm={() => going.mutate()}
      onClose={onClose}
    >
      <p>
        <Trans id="matching.history.ask_note">
          All searches use it from then on. What is in force now stays in this list.
        </Trans>
      </p>
      {going.error ? <Refusal error={going.error} /> : null}
    </ConfirmDialog>
  );
}
