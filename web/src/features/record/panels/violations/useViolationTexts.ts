import { useLingui } from '@lingui/react/macro';
import { asJson, type FieldDefinition } from '../../../../shared/forms/definition';
import { useAnswerText } from '../../../../shared/forms/fields/answer-text';
import type { JsonObject } from '../../../../shared/forms/json';
import type { ViolationType } from '../../../../shared/forms/violation-types';
import { colonOf, formatNumber } from '../../../../shared/i18n/format';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { pickText } from '../../../../shared/text/pick';
import type { RecordData } from '../../../../shared/wire/records';
import type { Deployment } from '../../deployment';
import type { Association } from './violations';

/** What a violation is and how sure it is; the deployment's own words go first. */
export function useViolationTexts(deployment: Deployment) {
  const { t } = useLingui();
  const language = useLanguage();
  const answer = useAnswerText(deployment.options);
  const fields = deployment.forms
    .filter((form) => form.recordType === 'incident')
    .flatMap((form) => form.fields);
  const fieldOf = (name: string) => fields.find((field) => field.name === name);
  const types: Readonly<Record<ViolationType, string>> = {
    killing: t({ id: 'mrm.killing', message: 'Killing' }),
    maiming: t({ id: 'mrm.maiming', message: 'Maiming' }),
    recruitment: t({ id: 'mrm.recruitment', message: 'Recruitment and use' }),
    sexual_violence: t({ id: 'mrm.sexual_violence', message: 'Sexual violence' }),
    abduction: t({ id: 'mrm.abduction', message: 'Abduction' }),
    attack_on_hospitals: t({ id: 'mrm.attack_on_hospitals', message: 'Attack on a hospital' }),
    attack_on_schools: t({ id: 'mrm.attack_on_schools', message: 'Attack on a school' }),
    military_use: t({ id: 'mrm.military_use', message: 'Military use of a school or hospital' }),
    denial_humanitarian_access: t({
      id: 'mrm.denial_humanitarian_access',
      message: 'Denial of humanitarian access',
    }),
    deprivation_liberty: t({ id: 'mrm.deprivation_liberty', message: 'Deprivation of liberty' }),
  };
  const groups: Readonly<Record<string, string>> = {
    boys: t({ id: 'mrm.boys', message: 'Boys' }),
    girls: t({ id: 'mrm.girls', message: 'Girls' }),
    unknown: t({ id: 'mrm.unknown', message: 'Unknown' }),
    total: t({ id: 'mrm.total', message: 'Total' }),
  };
  return {
    typeText: (type: ViolationType) => pickText(fieldOf(type)?.label, language) || types[type],
    /** "Boys: 2". */
    countText: ([key, count]: readonly [string, number]) =>
      `${groups[key] ?? key}${colonOf(language)}${formatNumber(count, language)}`,
    /** An answer of the incident itself. */
    answerText: (record: RecordData, name: string) => textOf(fieldOf(name), record[name], answer),
    /** Answers of an entry that are given, in the words of its form. */
    entryText: (of: ViolationType | Association, row: JsonObject, names: readonly string[]) =>
      names
        .map((name) => {
          const field = fieldOf(of)?.subform?.fields.find((one) => one.name === name);
          return textOf(field, row[name], answer);
        })
        .filter((text) => text !== '')
        .join(' · '),
  };
}

type Answer = ReturnType<typeof useAnswerText>;

/** Without its form the bare answer is better than none. */
function textOf(field: FieldDefinition | undefined, value: unknown, answer: Answer): string {
  const json = asJson(value);
  if (field !== undefined) return answer(field, json);
  return typeof json === 'string' || typeof json === 'number' ? String(json) : '';
}
