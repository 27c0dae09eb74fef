import { Trans } from '@lingui/react/macro';
import { formatDateTime } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { useUser } from '../../../shared/session/useSession';
import { Button } from '../../../shared/ui/Button';
import type { RecordData } from '../../../shared/wire/records';
import type { Deployment } from '../deployment';
import { CaseFromReferral } from '../sharing/CaseFromReferral';
import { Conversation } from '../sharing/Conversation';
import { HandOverOnPaper } from '../sharing/HandOverOnPaper';
import { HandOverTerms } from '../sharing/HandOverTerms';
import { Receipt } from '../sharing/Receipt';
import type { Transition } from './casework.wire';
import { answersTo, type HandOverAnswer } from './hand-over-answers';
import { useHandOverTexts } from './useHandOverTexts';

interface HandOverRowProps {
  transition: Transition;
  record: RecordData;
  deployment: Deployment;
  onAnswer: (answer: HandOverAnswer) => void;
}

/** One hand-over: when, from whom to whom, on which terms, what was said, and the answers to it. */
export function HandOverRow({ transition, record, deployment, onAnswer }: HandOverRowProps) {
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
      <HandOverTerms transition={transition} deployment={deployment} />
      <Receipt transition={transition} />
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
        <CaseFromReferral transition={transition} record={record} deployment={deployment} />
        <HandOverOnPaper transition={transition} record={record} />
      </div>
      <Conversation caseId={record.id} transition={transition} />
    </li>
  );
}
