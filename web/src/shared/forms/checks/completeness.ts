import { FieldType } from '../../wire/forms';
import { type FieldDefinition, type FormDefinition, isUpload } from '../definition';
import { isSendable } from '../engine/patch';
import type { FormStore } from '../engine/store';
import { isAnswered } from '../validation/form';

/** Of the questions a form asks now: how many there are, and how many have an answer. */
export interface Completeness {
  readonly asked: number;
  readonly answered: number;
}

const no_question: readonly FieldType[] = [
  FieldType.separator,
  FieldType.calculated,
  FieldType.dateRange,
  FieldType.custom,
];
/** Nobody owes these: an empty box or list may be the whole truth. Where required they count. */
const may_be_empty: readonly FieldType[] = [
  FieldType.tickBox,
  FieldType.subform,
  FieldType.signature,
];

function isQuestion(field: FieldDefinition): boolean {
  if (no_question.includes(field.type) || field.disabled || field.isCompanion) return false;
  if (field.required) return true;
  return isSendable(field) && !isUpload(field) && !may_be_empty.includes(field.type);
}

/** Questions that are in sight now; one hidden by its condition asks nothing. */
export function completenessOf(store: FormStore, form: FormDefinition): Completeness {
  const asked = form.fields.filter(
    (field) => isQuestion(field) && store.isShown(form.uniqueId, field.name),
  );
  const answered = asked.filter((field) => isAnswered(field, store.value(field.name)));
  return { asked: asked.length, answered: answered.length };
}

/** Whole percent, rounded down so that 100 means everything; undefined where nothing is asked. */
export function percentOf({ asked, answered }: Completeness): number | undefined {
  return asked === 0 ? undefined : Math.floor((answered * 100) / asked);
}
