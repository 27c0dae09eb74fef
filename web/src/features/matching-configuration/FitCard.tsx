import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDateTime } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { Button } from '../../shared/ui/Button';
import { ConfirmDialog } from '../../shared/ui/ConfirmDialog';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import { applyFit, dropFit, matchingKey, type Fit } from './configuration.wire';
import { fit_state_texts } from './fit-texts';
import { FitProgress } from './FitProgress';
import { FitReport } from './FitReport';
import { Refusal } from './Refusal';

/** One fit: where it stands, its report, and what can be done with it. */
export function FitCard({ fit }: { fit: Fit }) {
  const { i18n } = useLingui();
  const language = useLanguage();
  const when = formatDateTime(fit.ordered_at, language);
  const who = fit.ordered_by;
  const isOpen = fit.state !== 'applied' && fit.state !== 'dropped';
  return (
    <article className="fit stack" aria-labelledby={`fit-${fit.id}`}>
      <h3 id={`fit-${fit.id}`}>{i18n._(fit_state_texts[fit.state])}</h3>
      {fit.model === 'duplicates' ? (
        <p>
          <Trans id="matching.fit.of_duplicates">For duplicates</Trans>
        </p>
      ) : null}
      <p className="soft">
        <Trans id="matching.fit.ordered">
          Ordered by <bdi>{who}</bdi> on {when}
        </Trans>
      </p>
      {fit.progress ? <FitProgress progress={fit.progress} /> : null}
      {fit.report && isOpen ? <FitReport report={fit.report} /> : null}
      {isOpen ? <FitActions fit={fit} /> : null}
    </article>
  );
}

function FitActions({ fit }: { fit: Fit }) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const [isAsking, setAsking] = useState(false);
  const refresh = () => void queries.invalidateQueries({ queryKey: [matchingKey] });
  const done = (text: string) => {
    notify({ key: 'matching.fit', kind: NoticeKind.success, text });
    refresh();
  };
  const applying = useMutation({
    mutationFn: () => applyFit(fit.id),
    onSuccess: () =>
      done(t({ id: 'matching.fit.is_applied', message: 'The weights are applied.' })),
    onError: refresh,
    onSettled: () => setAsking(false),
  });
  const dropping = useMutation({
    mutationFn: () => dropFit(fit.id),
    onSuccess: () => done(t({ id: 'matching.fit.is_dropped', message: 'The fit is dropped.' })),
    onError: refresh,
  });
  const error = applying.error ?? dropping.error;
  return (
    <>
      {error ? <Refusal error={error} /> : null}
      <div className="row">
        {fit.has_proposal ? (
          <Button kind="primary" onPress={() => setAsking(true)}>
            <Trans id="matching.fit.apply">Apply these weights</Trans>
          </Button>
        ) : null}
        <Button onPress={() => dropping.mutate()} isPending={dropping.isPending}>
          <Trans id="matching.fit.drop">Drop this fit</Trans>
        </Button>
      </div>
      {isAsking ? (
        <ConfirmDialog
          title={t({ id: 'matching.fit.ask', message: 'Apply the fitted weights?' })}
          confirm={t({ id: 'matching.fit.apply', message: 'Apply these weights' })}
          isPending={applying.isPending}
          onConfirm={() => applying.mutate()}
          onClose={() => setAsking(false)}
        >
          <p>
            <Trans id="matching.fit.ask_note">
              All searches use them from then on. You can go back to the earlier configuration at
              any time.
            </Trans>
          </p>
        </ConfirmDialog>
      ) : null}
    </>
  );
}
