import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { use, useState } from 'react';
import { EmptyState } from '../../../shared/ui/EmptyState';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { Skeleton } from '../../../shared/ui/Skeleton';
import type { RecordData, RecordType } from '../../../shared/wire/records';
import type { Deployment } from '../deployment';
import { transitionsQuery } from '../list-queries';
import { sharingTexts } from '../sharing/sharing-texts';
import { AnswerDialog } from './AnswerDialog';
import type { Transition } from './casework.wire';
import type { HandOverAnswer } from './hand-over-answers';
import { HandOverRow } from './HandOverRow';

interface HandOversPanelProps {
  type: RecordType;
  record: RecordData;
  deployment: Deployment;
}

interface Begun {
  readonly transition: Transition;
  readonly answer: HandOverAnswer;
}

/** To whom the record was given, newest first, with what this person may answer. */
export default function HandOversPanel({ type, record, deployment }: HandOversPanelProps) {
  use(sharingTexts);
  const { id } = record;
  const list = useQuery(transitionsQuery(type, id));
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
            record={record}
            deployment={deployment}
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
