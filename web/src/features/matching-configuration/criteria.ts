import { type Field, FieldType, type FormSection } from '../../shared/wire/forms';
import { type Criterion, type Model } from './configuration.wire';
import { ModelName } from './draft';

/** How answers of one kind are compared. */
export const CriterionKind = {
  identifier: 'identifier',
  text: 'text',
  phone: 'phone',
  select: 'select',
  overlap: 'overlap',
  location: 'location',
  date: 'date',
  number: 'number',
} as const;
export type CriterionKind = (typeof CriterionKind)[keyof typeof CriterionKind];

/** The ways that suit a field, the most usual first; none for what cannot be compared. */
export function kindsOf(field: Field): readonly CriterionKind[] {
  switch (field.type) {
    case FieldType.text:
      return [CriterionKind.identifier, CriterionKind.text, CriterionKind.phone];
    case FieldType.textarea:
      return [CriterionKind.text];
    case FieldType.select:
      if (field.option_strings_source?.endsWith('Location') === true) {
        return [CriterionKind.location];
      }
      return [field.multi_select ? CriterionKind.overlap : CriterionKind.select];
    case FieldType.radio:
    case FieldType.tickBox:
      return [CriterionKind.select];
    case FieldType.date:
      return [CriterionKind.date];
    case FieldType.number:
      return [CriterionKind.number];
    default:
      return [];
  }
}

/** Until weights are fitted: what agrees speaks a little for a match, what differs less against. */
const agreed = 1;
const differed = -0.5;

const outcomes: Readonly<Record<CriterionKind, Readonly<Record<string, number>>>> = {
  identifier: { agree: agreed, disagree: differed },
  text: { agree: agreed, disagree: differed },
  phone: { agree: agreed, disagree: differed },
  select: { agree: agreed, disagree: differed },
  overlap: { agree: agreed, disagree: differed },
  number: { agree: agreed, disagree: differed },
  location: { leaf: agreed, within: agreed, level2: 0.5, level1: 0, level0: 0, other: differed },
  date: { same: agreed, month: 0.5, season: 0, year: 0, other: differed },
};

export interface NewCriterion {
  readonly kind: CriterionKind;
  /** The field of cases. */
  readonly own: string;
  /** The field of the other side: of a sought child, or of another case. */
  readonly other: string;
}

/** A criterion that no one has weighed yet, under an id that is free in the model. */
export function newCriterion(
  model: Model,
  name: ModelName,
  { kind, own, other }: NewCriterion,
): Criterion {
  const taken = new Set(model.comparators.map(({ id }) => id));
  let id = own;
  for (let number = 2; taken.has(id); number += 1) id = `${own}_${number}`;
  const side = name === ModelName.tracing ? 'trace' : 'other';
  return {
    id,
    type: kind,
    measure: 'usual',
    case: [own],
    [side]: [other],
    weights: outcomes[kind],
  };
}

const traces_form = 'tracing_request_subform_section';

/** Comparable fields of cases. */
export function caseFields(forms: readonly FormSection[]): readonly Field[] {
  return comparable(forms.filter((form) => form.parent_form === 'case' && !form.is_nested));
}

/** Comparable fields of sought children and of the requests that name them. */
export function traceFields(forms: readonly FormSection[]): readonly Field[] {
  const ofTraces = forms.filter((form) => form.unique_id === traces_form);
  const ofRequests = forms.filter(
    (form) => form.parent_form === 'tracing_request' && !form.is_nested,
  );
  return comparable([...ofTraces, ...ofRequests]);
}

/** Each name once: fields of one name on several forms hold one answer. */
function comparable(forms: readonly FormSection[]): readonly Field[] {
  const byName = new Map<string, Field>();
  for (const field of forms.flatMap((form) => form.fields)) {
    if (kindsOf(field).length > 0 && !byName.has(field.name)) byName.set(field.name, field);
  }
  return [...byName.values()];
}

/** What can stand against a field of cases when both are compared in this way. */
export function counterparts(
  kind: CriterionKind,
  own: Field,
  others: readonly Field[],
): readonly Field[] {
  const fits = others.filter((field) => kindsOf(field).includes(kind));
  const same = sameQuestion(own, fits);
  return same === undefined ? fits : [same, ...fits.filter((field) => field !== same)];
}

/** The field that asks the same by its name: of the child sought, or of who searches for it. */
export function sameQuestion(own: Field | undefined, others: readonly Field[]): Field | undefined {
  const names = own === undefined ? [] : [own.name, `relation_${own.name}`];
  return names
    .map((name) => others.find((field) => field.name === name))
    .find((field) => field !== undefined);
}
