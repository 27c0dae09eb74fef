import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useVocabulary } from '../../shared/records/useVocabulary';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { Refusal } from '../../shared/ui/Refusal';
import { Select } from '../../shared/ui/Select';
import { TextField } from '../../shared/ui/TextField';
import { Decided } from './Decided';
import { Answer, needsReason, state_after } from './decisions';
import { MatchState, standing, type Match } from './matches.wire';
import { useAnswerTexts } from './useAnswerTexts';
import { useDecision } from './useDecision';

interface DecisionDialogProps {
  match: Match;
  answer: Answer;
  onClose: () => void;
}

/** Asks for the reason of a decision, and says what will follow from it. */
export function DecisionDialog({ match, answer, onClose }: DecisionDialogProps) {
  const { t } = useLingui();
  const texts = useAnswerTexts()[answer];
  const vocabulary = useVocabulary({ withPlaces: false });
  const reasons = vocabulary
    .choices('lookup-match-reason', '')
    .filter((choice) => !choice.isDisabled);
  const [reason, setReason] = useState<string | null>(null);
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const decision = useDecision(match, onClose);
  const isReasonless = needsReason(answer) && reason === null && note.trim() === '';
  const why = t({ id: 'tracing.decision.why', message: 'Choose a reason or write one.' });
  const problem = isTried && isReasonless ? why : undefined;
  const send = () => {
    setTried(true);
    if (isReasonless) return;
    decision.store({ state: state_after[answer], reason, note: note.trim() });
  };
  const isSecond = answer === Answer.confirm && standing(match) === MatchState.underVerification;
  const asksReason = answer !== Answer.confirm && reasons.length > 0;
  return (
    <Dialog
      isOpen
      shape="form"
      title={texts.name}
      onClose={decision.close}
      isDismissable={!decision.isPending}
      actions={
        <>
          <Button onPress={decision.close} isDisabled={decision.isPending}>
            <Trans id="form.confirm.cancel">Cancel</Trans>
          </Button>
          {decision.isLate ? null : (
            <Button
              kind={answer === Answer.withdraw ? 'danger' : 'primary'}
              onPress={send}
              isPending={decision.isPending}
            >
              {texts.name}
            </Button>
          )}
        </>
      }
    >
      <div className="stack">
        <p>{isSecond ? <SecondEffect /> : texts.effect}</p>
        <Decided match={match} />
        {asksReason ? (
          <Select
            label={t({ id: 'tracing.decision.reason', message: 'Reason' })}
            choices={reasons}
            value={reason}
            onChange={setReason}
            errorMessage={problem}
          />
        ) : null}
        <TextField
          label={t({ id: 'tracing.decision.note', message: 'Note' })}
          rows={3}
          value={note}
          onChange={setNote}
          errorMessage={asksReason ? undefined : problem}
        />
        {decision.error ? <Refusal error={decision.error} /> : null}
      </div>
    </Dialog>
  );
}

/** What the second confirmation does: nobody else is asked after it. */
function SecondEffect() {
  return (
    <Trans id="tracing.answer.second_effect">
      You are the second person: the sought child and the case are linked now. Nothing is merged,
      and the match can be withdrawn.
    </Trans>
  );
}
