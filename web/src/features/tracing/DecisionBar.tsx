import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useUser } from '../../shared/session/useSession';
import { Button } from '../../shared/ui/Button';
import { Answer, answersTo } from './decisions';
import { DecisionDialog } from './DecisionDialog';
import type { Pair } from './matches.wire';
import { useAnswerTexts } from './useAnswerTexts';

interface DecisionBarProps {
  pair: Pair;
}

/** What can be decided about the pair; each answer asks before it is stored. */
export function DecisionBar({ pair }: DecisionBarProps) {
  const { t } = useLingui();
  const user = useUser();
  const texts = useAnswerTexts();
  const [begun, setBegun] = useState<Answer>();
  const answers = answersTo(pair.match, user, pair.means);
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
        <DecisionDialog pair={pair} answer={begun} onClose={() => setBegun(undefined)} />
      )}
    </div>
  );
}
