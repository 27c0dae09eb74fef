import { asJson, type FieldDefinition } from '../../../shared/forms/definition';
import type { Json } from '../../../shared/forms/json';
import { consentFields, type ConsentQuestion, type HandOver } from '../casework/hand-over';

/** One answer about consent; undefined: nobody has answered it. */
export interface ConsentFact {
  readonly field: FieldDefinition;
  readonly value: Json | undefined;
}

export interface ConsentSaid {
  /** The forms of the deployment that ask for it. */
  readonly forms: readonly string[];
  /** The answers that the rule asks for, first, and what else was agreed or withheld. */
  readonly facts: readonly ConsentFact[];
  /** The answers that must be yes. */
  readonly needed: readonly string[];
}

/** A form of more questions asks for consent in passing: the rest of it is about other things. */
const fields_max = 30;

/** What the record says of consent, as far as this person may read it. */
export function consentSaid(way: HandOver, question: ConsentQuestion): ConsentSaid {
  const { record, user, deployment } = question;
  const needed = consentFields(way, question);
  const forms = deployment.forms.filter(
    (form) =>
      form.recordType === 'case' &&
      form.uniqueId in user.permitted_form &&
      form.fields.some((field) => needed.includes(field.name)),
  );
  const fields = new Map(
    forms
      .flatMap((form) =>
        form.fields.length > fields_max
          ? form.fields.filter((field) => needed.includes(field.name))
          : form.fields,
      )
      .map((field) => [field.name, field]),
  );
  const facts = [...fields.values()].map((field) => ({ field, value: asJson(record[field.name]) }));
  const isNeeded = ({ field }: ConsentFact) => needed.includes(field.name);
  return {
    forms: forms.map((form) => form.uniqueId),
    facts: [
      ...facts.filter(isNeeded),
      ...facts.filter((fact) => !isNeeded(fact) && fact.field.visible && isSaid(fact.value)),
    ],
    needed,
  };
}

function isSaid(value: Json | undefined): boolean {
  return value !== undefined && value !== null && value !== '' && value !== false;
}
