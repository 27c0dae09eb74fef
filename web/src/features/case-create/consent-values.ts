import { colonOf } from '../../shared/i18n/format';
import type { Handover } from '../../shared/intake/handover';
import { pickText } from '../../shared/text/pick';
import type { Choice } from '../../shared/ui/choice';
import { FieldType, type Field, type FormSection } from '../../shared/wire/forms';
import type { Lookup } from '../../shared/wire/lookups';

const consentForm = 'consent';
const basisLookup = 'lookup-legitimate-basis';
const explanationsLookup = 'lookup-legitimate-basis-explanations';

/** A tick to offer; `value` is what the field then holds. */
export interface Agreement extends Choice {
  value: boolean | string;
}

/** The yes/no and tick fields of the consent form, when the module asks for agreements. */
export function agreementFields(
  forms: readonly FormSection[],
  names: readonly string[],
  language: string,
): readonly Agreement[] {
  const fields = names.includes('consent_agreements')
    ? (forms.find((form) => form.unique_id === consentForm)?.fields ?? [])
    : [];
  return fields
    .filter((field) => field.visible && (isTick(field) || isYesNo(field)))
    .map((field) => ({
      id: field.name,
      text: pickText(field.display_name, language) || field.name,
      value: isTick(field) ? true : 'true',
    }));
}

/** The options of the legitimate basis with their explanations, when the module asks for one. */
export function basisChoices(
  lookups: readonly Lookup[],
  names: readonly string[],
  language: string,
): readonly Choice[] {
  if (!names.includes('legitimate_basis')) {
    return [];
  }
  const explanations = lookups.find(({ unique_id }) => unique_id === explanationsLookup)?.values;
  const values = lookups.find(({ unique_id }) => unique_id === basisLookup)?.values ?? [];
  return values
    .filter((value) => !value.disabled)
    .map((value) => {
      const explanation = explanations?.find(({ id }) => id === value.id)?.display_text;
      const texts = [pickText(value.display_text, language), pickText(explanation, language)];
      return { id: value.id, text: texts.filter(Boolean).join(colonOf(language)) || value.id };
    });
}

/** The answers as values of the new case. What was not ticked stays unanswered. */
export function consentHandover(
  fields: readonly Agreement[],
  agreed: readonly string[],
  bases: readonly string[],
): Handover {
  const agreements = fields.filter((field) => agreed.includes(field.id));
  return {
    ...Object.fromEntries(agreements.map((field) => [field.id, field.value])),
    ...(bases.length > 0 ? { legitimate_basis: bases } : {}),
  };
}

function isTick(field: Field): boolean {
  return field.type === FieldType.tickBox;
}

function isYesNo(field: Field): boolean {
  return (
    field.type === FieldType.radio &&
    /^lookup lookup-yes-no/.test(field.option_strings_source ?? '')
  );
}
