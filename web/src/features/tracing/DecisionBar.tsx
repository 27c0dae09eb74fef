import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useUser } from '../../shared/session/useSession';
import { Button } from '../../shared/ui/Button';
import { Answer, answersTo } from './decisions';
import { DecisionDialog } from './DecisionDialog';
import type { Match } from './matches.wire';
import { useAnswerTexts } from './useAnswerTexts';

interface DecisionBarProps {
  match: Match;
}

/** What can be decided about the pair; each answer asks before it is stored. */
export function DecisionBar({ match }: DecisionBarProps) {
  const { t } = useLingui();
  const user = useUser();
  const texts = useAnswerTexts();
  const [begun, setBegun] = useState<Answer>();
  const answers = answersTo(match, user);
  if (answers.length === 0) return null;
  return (
    <div
      className="decision-bar"
      role="group"
      aria-label={t({ id: 'tracing.decision.title', message: 'Your decision' })}
    >
      {answers.map((answer) => (
        <Button
          key={answer}
          kind={answer === Answer.confirm ? 'primary' : 'secondary'}
          onPress={() => setBegun(answer)}
        >
          {texts[answer].name}
        </Button>
      ))}
      {begun === undefined ? null : (
        <DecisionDialog match={match} answer={begun} onClose={() => setBegun(undefined)} />
      )}
    </div>
  );
}
