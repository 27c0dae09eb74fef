import { useId } from 'react';
import { pickText } from '../../text/pick';
import type { FieldDefinition } from '../definition';
import { useProblems, useStore } from '../engine/hooks';
import { useQuestionLanguage } from './question-language';
import { useFindingText } from './useFindingText';

/** What stands around a control, in the reader's language. */
export interface FieldWords {
  readonly label: string;
  readonly description: string | undefined;
  readonly errorMessage: string | undefined;
  readonly isRequired: boolean;
}

export function useLabel(): (field: Pick<FieldDefinition, 'name' | 'label'>) => string {
  const language = useQuestionLanguage();
  return (field) => pickText(field.label, language) || field.name;
}

/** Label, help and the problem of a field. Problems inside entries are shown at the entries. */
export function useFieldTexts(field: FieldDefinition): FieldWords {
  const language = useQuestionLanguage();
  const store = useStore();
  const labelText = useLabel();
  const findingText = useFindingText();
  const [problem] = useProblems(field.name);
  const labelOf = (name: string) => {
    const other = store.fields.find((one) => one.name === name);
    return other === undefined ? name : labelText(other);
  };
  return {
    label: labelText(field),
    description: pickText(field.help, language) || undefined,
    errorMessage: problem && findingText(problem, labelOf),
    isRequired: field.required,
  };
}

/** Ids that tie a group of controls to its label, help and problem. */
export function useGroupIds() {
  const id = useId();
  return { label: `${id}-label`, notes: `${id}-notes` };
}
