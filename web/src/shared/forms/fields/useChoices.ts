import type { Choice } from '../../ui/choice';
import type { FieldDefinition } from '../definition';
import { useStore, useTopic } from '../engine/hooks';
import { choosable, chosenIds, recordOptions } from '../options';
import { useWords } from './answer-text';
import { useFormView } from './form-view';
import { useQuestionLanguage } from './question-language';

/**
 * What can be chosen now, with what is chosen already: an option that has been retired stays, and
 * one that nobody knows any more is shown by its id and marked.
 */
export function useChoices(field: FieldDefinition): readonly Choice[] {
  const { options } = useFormView();
  const language = useQuestionLanguage();
  const words = useWords();
  const store = useStore();
  // Options with tags depend on other answers: look again when one of them changes.
  const values = useTopic(store, dependsOnAnswers(field) ? 'change' : 'never', () =>
    dependsOnAnswers(field) ? store.values : undefined,
  );
  const chosen = chosenIds(store.value(field.name));
  const scope = values === undefined ? store.scope() : { ...store.scope(), values };
  const known =
    options.optionsOf(field, language) ??
    recordOptions(field, scope, (type) => options.violationText(type, language));
  const fitting: Choice[] = choosable(field, known, chosen, scope).map(({ id, text, names }) => ({
    id,
    text,
    ...(names === undefined ? {} : { names }),
  }));
  const missing = chosen.filter((id) => !known.some((option) => option.id === id));
  return [...missing.map((id) => ({ id, text: words.unknown(id) })), ...fitting];
}

function dependsOnAnswers(field: FieldDefinition): boolean {
  return field.tagConditions !== undefined || field.source === 'Agency';
}
