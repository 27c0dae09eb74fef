import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';

/**
 * What a comparison found, in a sentence: by kind and level where the level says something to
 * people, else by kind and side. `{field}` is the label of the field that was compared.
 */
export const evidence_texts: Readonly<Record<string, MessageDescriptor>> = {
  'person_name.for': msg({
    id: 'tracing.evidence.name_for',
    message: 'The names are the same or sound alike.',
  }),
  'person_name.against': msg({
    id: 'tracing.evidence.name_against',
    message: 'The names do not fit each other.',
  }),
  'person_name.neutral': msg({
    id: 'tracing.evidence.name_neutral',
    message: 'The names fit only in part.',
  }),
  'personal_name.for': msg({
    id: 'tracing.evidence.given_for',
    message: 'The given name fits.',
  }),
  'personal_name.against': msg({
    id: 'tracing.evidence.given_against',
    message: 'The given name is a different one.',
  }),
  'personal_name.neutral': msg({
    id: 'tracing.evidence.given_neutral',
    message: 'The given name fits only in part.',
  }),
  'rather_sibling.for': msg({
    id: 'tracing.evidence.not_sibling',
    message: 'Nothing suggests a brother or sister instead.',
  }),
  'rather_sibling.better': msg({
    id: 'tracing.evidence.sibling_better',
    message: 'The name fits a brother or sister of the child better.',
  }),
  'rather_sibling.otherwise': msg({
    id: 'tracing.evidence.sibling_otherwise',
    message: 'The name fits no brother or sister better, but does not speak for the child either.',
  }),
  'self_as_sought.better': msg({
    id: 'tracing.evidence.sought_better',
    message: 'The name of the case fits another sought child better.',
  }),
  'self_as_sought.otherwise': msg({
    id: 'tracing.evidence.sought_otherwise',
    message: 'No other sought child fits better, which alone says little.',
  }),
  'kin_name.for': msg({
    id: 'tracing.evidence.kin_for',
    message: 'The name of a relative fits.',
  }),
  'kin_name.against': msg({
    id: 'tracing.evidence.kin_against',
    message: 'The name of a relative is a different one.',
  }),
  'kin_name.neutral': msg({
    id: 'tracing.evidence.kin_neutral',
    message: 'The name of a relative fits only in part.',
  }),
  'lineage.for': msg({
    id: 'tracing.evidence.lineage_for',
    message: 'The child bears a name of the father’s family.',
  }),
  'lineage.against': msg({
    id: 'tracing.evidence.lineage_against',
    message: 'The child does not bear a name of the father’s family.',
  }),
  'lineage.neutral': msg({
    id: 'tracing.evidence.lineage_neutral',
    message: 'The child’s name fits the father’s family only in part.',
  }),
  'siblings.for': msg({
    id: 'tracing.evidence.siblings_for',
    message: 'Brothers or sisters have the same names.',
  }),
  'siblings.against': msg({
    id: 'tracing.evidence.siblings_against',
    message: 'Brothers and sisters have different names.',
  }),
  'siblings.neutral': msg({
    id: 'tracing.evidence.siblings_neutral',
    message: 'The names of brothers and sisters fit only in part.',
  }),
  'sex.agree': msg({ id: 'tracing.evidence.sex_same', message: 'The sex is the same.' }),
  'sex.disagree': msg({ id: 'tracing.evidence.sex_other', message: 'The sex is different.' }),
  'birth.day': msg({
    id: 'tracing.evidence.birth_day',
    message: 'Both were born on the same day.',
  }),
  'birth.near_day': msg({
    id: 'tracing.evidence.birth_near',
    message: 'The dates of birth are close together, or day and month are swapped.',
  }),
  'birth.year_apart': msg({
    id: 'tracing.evidence.birth_year',
    message: 'The dates of birth are months apart.',
  }),
  'birth.years_apart': msg({
    id: 'tracing.evidence.birth_years',
    message: 'The dates of birth are one or two years apart.',
  }),
  'birth.exact_other': msg({
    id: 'tracing.evidence.birth_other',
    message: 'The dates of birth are years apart.',
  }),
  'birth.same': msg({ id: 'tracing.evidence.age_same', message: 'The ages are the same.' }),
  'birth.year': msg({
    id: 'tracing.evidence.age_year',
    message: 'The ages differ by about one year.',
  }),
  'birth.two_years': msg({
    id: 'tracing.evidence.age_two',
    message: 'The ages differ by about two years.',
  }),
  'birth.four_years': msg({
    id: 'tracing.evidence.age_four',
    message: 'The ages differ by three or four years.',
  }),
  'birth.six_years': msg({
    id: 'tracing.evidence.age_six',
    message: 'The ages differ by five or six years.',
  }),
  'birth.other': msg({
    id: 'tracing.evidence.age_other',
    message: 'The ages differ by more than six years.',
  }),
  'location.leaf': msg({ id: 'tracing.evidence.place_same', message: 'A place is the same.' }),
  'location.within': msg({
    id: 'tracing.evidence.place_within',
    message: 'One place lies within the other.',
  }),
  'location.level2': msg({
    id: 'tracing.evidence.place_district',
    message: 'The places are in the same district.',
  }),
  'location.level1': msg({
    id: 'tracing.evidence.place_province',
    message: 'The places are in the same province, but not in the same district.',
  }),
  'location.level0': msg({
    id: 'tracing.evidence.place_country',
    message: 'The places have only the country in common.',
  }),
  'location.other': msg({
    id: 'tracing.evidence.place_other',
    message: 'The places are in different countries.',
  }),
  'location.for': msg({
    id: 'tracing.evidence.place_for',
    message: 'The places fit.',
  }),
  'location.against': msg({
    id: 'tracing.evidence.place_against',
    message: 'The places do not fit.',
  }),
  'other.for': msg({
    id: 'tracing.evidence.other_for',
    message: 'Answers that your role does not show speak for it.',
  }),
  'other.against': msg({
    id: 'tracing.evidence.other_against',
    message: 'Answers that your role does not show speak against it.',
  }),
  'other.neutral': msg({
    id: 'tracing.evidence.other_neutral',
    message: 'Answers that your role does not show say little.',
  }),
  'overlap_group.for': msg({
    id: 'tracing.evidence.background_for',
    message: 'Language, religion, origin or nationality agree.',
  }),
  'overlap_group.against': msg({
    id: 'tracing.evidence.background_against',
    message: 'Language, religion, origin or nationality differ.',
  }),
  'overlap_group.neutral': msg({
    id: 'tracing.evidence.background_neutral',
    message: 'Of language, religion, origin and nationality, some agree and some differ.',
  }),
  'phone.agree': msg({
    id: 'tracing.evidence.phone_same',
    message: 'A telephone number is the same.',
  }),
  'phone.disagree': msg({
    id: 'tracing.evidence.phone_other',
    message: 'No telephone number is the same.',
  }),
  'date.same': msg({ id: 'tracing.evidence.date_same', message: '{field}: the same day.' }),
  'date.month': msg({
    id: 'tracing.evidence.date_month',
    message: '{field}: within one month.',
  }),
  'date.season': msg({
    id: 'tracing.evidence.date_season',
    message: '{field}: within four months.',
  }),
  'date.year': msg({ id: 'tracing.evidence.date_year', message: '{field}: within one year.' }),
  'date.other': msg({
    id: 'tracing.evidence.date_other',
    message: '{field}: more than a year apart.',
  }),
};

/** For comparisons that a deployment added. */
export const plain_texts: Readonly<Record<string, MessageDescriptor>> = {
  for: msg({ id: 'tracing.evidence.field_for', message: '{field}: agrees.' }),
  against: msg({ id: 'tracing.evidence.field_against', message: '{field}: differs.' }),
  neutral: msg({ id: 'tracing.evidence.field_neutral', message: '{field}: agrees in part.' }),
};

/** How strongly it speaks, by side and strength. */
export const strength_texts: Readonly<Record<string, MessageDescriptor>> = {
  'for.strong': msg({ id: 'tracing.weight.for_strong', message: 'speaks strongly for it' }),
  'for.some': msg({ id: 'tracing.weight.for', message: 'speaks for it' }),
  'for.little': msg({ id: 'tracing.weight.for_little', message: 'speaks a little for it' }),
  'against.strong': msg({
    id: 'tracing.weight.against_strong',
    message: 'speaks strongly against it',
  }),
  'against.some': msg({ id: 'tracing.weight.against', message: 'speaks against it' }),
  'against.little': msg({
    id: 'tracing.weight.against_little',
    message: 'speaks a little against it',
  }),
  neutral: msg({ id: 'tracing.weight.neutral', message: 'says little' }),
};

/** What would help, by the comparator of the default configuration. */
export const lack_texts: Readonly<Record<string, MessageDescriptor>> = {
  name: msg({ id: 'tracing.lack.name', message: 'name of the child' }),
  given: msg({ id: 'tracing.lack.name', message: 'name of the child' }),
  kin_same_role: msg({ id: 'tracing.lack.kin', message: 'names of relatives' }),
  kin_other_role: msg({ id: 'tracing.lack.kin', message: 'names of relatives' }),
  other_family: msg({ id: 'tracing.lack.kin', message: 'names of relatives' }),
  lineage: msg({ id: 'tracing.lack.kin', message: 'names of relatives' }),
  father: msg({ id: 'tracing.lack.kin', message: 'names of relatives' }),
  mother: msg({ id: 'tracing.lack.kin', message: 'names of relatives' }),
  elders: msg({ id: 'tracing.lack.kin', message: 'names of relatives' }),
  siblings: msg({ id: 'tracing.lack.siblings', message: 'names of brothers and sisters' }),
  siblings_names: msg({ id: 'tracing.lack.siblings', message: 'names of brothers and sisters' }),
  self_as_sibling: msg({ id: 'tracing.lack.siblings', message: 'names of brothers and sisters' }),
  self_as_sought: msg({ id: 'tracing.lack.siblings', message: 'names of brothers and sisters' }),
  sex: msg({ id: 'tracing.lack.sex', message: 'sex' }),
  birth: msg({ id: 'tracing.lack.birth', message: 'age or date of birth' }),
  place: msg({ id: 'tracing.lack.place', message: 'place of separation and last address' }),
  separation_date: msg({ id: 'tracing.lack.date', message: 'date of separation' }),
  separation_cause: msg({ id: 'tracing.lack.cause', message: 'cause of separation' }),
  background: msg({
    id: 'tracing.lack.background',
    message: 'language, religion, origin, nationality',
  }),
  telephone: msg({ id: 'tracing.lack.phone', message: 'telephone numbers' }),
};
