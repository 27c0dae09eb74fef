import { isList, isObject } from '../../../shared/forms/json';
import { asJson } from '../../../shared/forms/definition';
import type { RecordData } from '../../../shared/wire/records';
import type { ExtendedUser } from '../../../shared/wire/user';
import type { Deployment } from '../deployment';

/** Ways to give a record to a colleague. */
export type HandOver = 'refer' | 'transfer' | 'assign';

/** Whose consent, in whose eyes. */
export interface ConsentQuestion {
  readonly record: RecordData;
  readonly user: ExtendedUser;
  readonly deployment: Deployment;
}

/** The answers that must be yes: those of the programme's own rule, else the usual ones. */
export function consentFields(way: HandOver, { record, deployment }: ConsentQuestion): string[] {
  if (way === 'assign') return [];
  const module = deployment.settings.modules.find((one) => one.unique_id === record.module_id);
  const options = { ...module?.options, ...module?.module_options };
  const rules = asJson(options['consent_rules']);
  const own = isObject(rules) ? rules[way === 'transfer' ? 'transfer' : 'referral'] : undefined;
  if (isList(own)) return own.filter((one) => typeof one === 'string');
  if (record.module_id === 'primeromodule-gbv') return ['consent_for_services'];
  return way === 'transfer'
    ? ['disclosure_other_orgs']
    : ['disclosure_other_orgs', 'consent_for_services'];
}

/** Whether consent is given, as far as this person can see; the server knows the rest. */
export function hasConsent(way: HandOver, question: ConsentQuestion): boolean {
  const { record, user, deployment } = question;
  const readable = new Set(
    deployment.forms
      .filter((form) => form.uniqueId in user.permitted_form)
      .flatMap((form) => form.fields.map((field) => field.name)),
  );
  return consentFields(way, question).every(
    (name) => !readable.has(name) || record[name] === true || record[name] === 'true',
  );
}
