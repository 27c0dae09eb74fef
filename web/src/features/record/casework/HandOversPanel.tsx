import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { formatDateTime } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { useUser } from '../../../shared/session/useSession';
import { Button } from '../../../shared/ui/Button';
import { EmptyState } from '../../../shared/ui/EmptyState';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { Skeleton } from '../../../shared/ui/Skeleton';
import type { RecordType } from '../../../shared/wire/records';
import { recordKey } from '../useRecord';
import { AnswerDialog } from './AnswerDialog';
import { fetchTransitions, type Transition } from './casework.wire';
import { answersTo, type HandOverAnswer } from './hand-over-answers';
import { useHandOverTexts } from './useHandOverTexts';

interface HandOversPanelProps {
  type: RecordType;
  id: string;
}

interface Begun {
  readonly transition: Transition;
  readonly answer: HandOverAnswer;
}

/** To whom the record was given, newest first, with what this person may answer. */
export default function HandOversPanel({ type, id }: HandOversPanelProps) {
  const list = useQuery({
    queryKey: [...recordKey(type, id), 'transitions'],
    queryFn: ({ signal }) => fetchTransitions(type, id, signal),
    staleTime: 0,
  });
  const [begun, setBegun] = useState<Begun>();
  return (
    <section className="stack" aria-labelledby="record-hand-overs">
      <h2 id="record-hand-overs">
        <Trans id="record.panel.hand_overs">Referrals and transfers</Trans>
      </h2>
      {list.isPending ? <Skeleton lines={6} /> : null}
      {list.isError ? <ErrorState error={list.error} onRetry={() => void list.refetch()} /> : null}
      {list.data?.length === 0 ? (
        <EmptyState
          title={<Trans id="record.hand_over.none">It has not been given to anybody yet.</Trans>}
        />
      ) : null}
      <ol className="history">
        {(list.data ?? []).map((one) => (
          <HandOverRow
            key={one.id}
            transition={one}
            onAnswer={(answer) => setBegun({ transition: one, answer })}
          />
        ))}
      </ol>
      {begun === undefined ? null : (
        <AnswerDialog {...begun} type={type} id={id} onClose={() => setBegun(undefined)} />
      )}
    </section>
  );
}

interface HandOverRowProps {
  transition: Transition;
  onAnswer: (answer: HandOverAnswer) => void;
}

function HandOverRow({ transition, onAnswer }: HandOverRowProps) {
  const language = useLanguage();
  const user = useUser();
  const { kinds, states, answers } = useHandOverTexts();
  const { created_at: at, notes, rejected_reason: refusal, rejection_note: word } = transition;
  const from = <bdi>{transition.transitioned_by}</bdi>;
  const to = <bdi>{transition.transitioned_to ?? transition.transitioned_to_remote}</bdi>;
  return (
    <li>
      <p className="history-head">
        {at ? (
          <time dateTime={at}>
            <bdi>{formatDateTime(at, language)}</bdi>
          </time>
        ) : null}
        <strong>{kinds[transition.type]}</strong>
        <span className="chip">{states[transition.status]}</span>
      </p>
      <p>
        <Trans id="record.hand_over.between" comment="{from} and {to} are user names.">
          From {from} to {to}
        </Trans>
      </p>
      {[notes, refusal, word].map((text, at) =>
        text ? (
          <p key={at} className="soft">
            <bdi>{text}</bdi>
          </p>
        ) : null,
      )}
      <div className="record-chips">
        {answersTo(transition, user).map((answer) => (
          <Button key={answer} onPress={() => onAnswer(answer)}>
            {answers[answer]}
          </Button>
        ))}
      </div>
    </li>
  );
}
