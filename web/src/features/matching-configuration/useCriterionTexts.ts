import { useLingui } from '@lingui/react/macro';
import { useForms } from '../../shared/definitions/useDefinitions';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { pickText } from '../../shared/text/pick';
import { caseFields } from './criteria';
import type { Field } from '../../shared/wire/forms';
import type { Criterion } from './configuration.wire';
import { criterion_texts, level_texts } from './criterion-texts';
import type { Outcome } from './draft';

/** Criteria and what they find in words; a criterion of the house is called by its question. */
export function useCriterionTexts() {
  const { i18n, t } = useLingui();
  const language = useLanguage();
  const forms = useForms();
  const questionOf = (name: string) => {
    const found = (fields: readonly Field[]) => fields.find((one) => one.name === name);
    const all = forms ?? [];
    // Questions about relatives stand in rows.
    const field = found(caseFields(all)) ?? found(all.flatMap((form) => form.fields));
    return pickText(field?.display_name, language);
  };
  const measured = ({ below }: Outcome, at: number) => {
    if (at === 0) return t({ id: 'matching.level.nothing', message: 'Nothing in common' });
    if (below === undefined) {
      return t({ id: 'matching.level.much', message: 'Much in common, also rare names' });
    }
    const points = below;
    return t({
      id: 'matching.level.some',
      message: `Something in common, below ${points} points`,
      comment: 'Points measure how much of two names is the same and how rare it is.',
    });
  };
  return {
    nameOf: (id: string) => {
      const text = criterion_texts[id];
      // One of the house bears the name of a question, with a number where it is not the first.
      return text
        ? i18n._(text)
        : questionOf(id) || questionOf(id.replace(/^.*\.|_\d+$/g, '')) || id;
    },
    levelOf: (criterion: Criterion, outcome: Outcome, at: number) => {
      if (criterion.levels) return measured(outcome, at);
      const text = level_texts[outcome.key];
      return text ? i18n._(text) : outcome.key;
    },
    /** The outcome of a report, which names measured ones by their bound. */
    reported: (key: string) => {
      const text = level_texts[key];
      if (text) return i18n._(text);
      const bound = key.startsWith('below_') ? Number(key.slice('below_'.length)) : undefined;
      return measured({ key, weight: 0, below: bound }, bound !== undefined && bound < 1 ? 0 : 1);
    },
  };
}
