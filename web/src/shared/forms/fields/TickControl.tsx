import { colonOf } from '../../i18n/format';
import { pickText } from '../../text/pick';
import { Checkbox } from '../../ui/Checkbox';
import { useAnswer } from '../engine/hooks';
import { useWords } from './answer-text';
import type { ControlProps } from './form-view';
import { GroupLabel, GroupNotes } from './GroupParts';
import { useQuestionLanguage } from './question-language';
import { useFieldTexts, useGroupIds } from './useFieldTexts';
import { useLeave } from './useLeave';

/** A tick box: the question above, the words of the tick beside it. */
export function TickControl({ field }: ControlProps) {
  const language = useQuestionLanguage();
  const words = useWords();
  const [value, set] = useAnswer(field.name);
  const texts = useFieldTexts(field);
  const ids = useGroupIds();
  const leave = useLeave(field.name);
  const tick = pickText(field.tickLabel, language) || words.yes;
  return (
    <div className="field">
      <GroupLabel id={ids.label} texts={texts} />
      <Checkbox
        aria-label={texts.label + colonOf(language) + tick}
        aria-describedby={ids.notes}
        isSelected={value === true}
        onChange={set}
        onBlur={leave}
        isInvalid={texts.errorMessage !== undefined}
      >
        {tick}
      </Checkbox>
      <GroupNotes id={ids.notes} texts={texts} />
    </div>
  );
}
