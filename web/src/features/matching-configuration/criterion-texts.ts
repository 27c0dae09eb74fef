import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Strength } from './draft';

type Texts = Readonly<Record<string, MessageDescriptor>>;

/** What the shipped criteria compare, by their id. */
export const criterion_texts: Texts = {
  name: msg({ id: 'matching.criterion.name', message: 'Name of the child' }),
  given: msg({ id: 'matching.criterion.given', message: 'Given name of the child' }),
  self_as_sibling: msg({
    id: 'matching.criterion.self_as_sibling',
    message: 'Is the sought child rather a brother or sister of the case?',
  }),
  self_as_sought: msg({
    id: 'matching.criterion.self_as_sought',
    message: 'Is the case rather another child that is sought?',
  }),
  kin_same_role: msg({
    id: 'matching.criterion.kin_same_role',
    message: 'Name of the relative who searches',
  }),
  kin_other_role: msg({
    id: 'matching.criterion.kin_other_role',
    message: 'Name of the relative who searches, among other relatives',
  }),
  other_family: msg({ id: 'matching.criterion.other_family', message: 'Other family members' }),
  lineage: msg({
    id: 'matching.criterion.lineage',
    message: 'Names of fathers inside names of children',
  }),
  siblings: msg({ id: 'matching.criterion.siblings', message: 'Brothers and sisters' }),
  siblings_names: msg({
    id: 'matching.criterion.siblings_names',
    message: 'Names of brothers and sisters',
  }),
  father: msg({ id: 'matching.criterion.father', message: 'Name of the father' }),
  mother: msg({ id: 'matching.criterion.mother', message: 'Name of the mother' }),
  elders: msg({ id: 'matching.criterion.elders', message: 'Grandparents, uncles and aunts' }),
  sex: msg({ id: 'matching.criterion.sex', message: 'Sex' }),
  birth: msg({ id: 'matching.criterion.birth', message: 'Age and date of birth' }),
  place: msg({ id: 'matching.criterion.place', message: 'Places of separation and origin' }),
  separation_date: msg({ id: 'matching.criterion.separation_date', message: 'Day of separation' }),
  separation_cause: msg({
    id: 'matching.criterion.separation_cause',
    message: 'Cause of separation',
  }),
  background: msg({
    id: 'matching.criterion.background',
    message: 'Nationality, ethnicity, religion and language',
  }),
  telephone: msg({ id: 'matching.criterion.telephone', message: 'Telephone numbers' }),
  national_id_no: msg({ id: 'matching.criterion.national_id', message: 'National ID number' }),
  unhcr_individual_no: msg({ id: 'matching.criterion.unhcr_id', message: 'UNHCR number' }),
  biometrics_id: msg({ id: 'matching.criterion.biometrics', message: 'Biometrics number' }),
  other_numbers: msg({ id: 'matching.criterion.other_numbers', message: 'Other numbers' }),
  family_number: msg({ id: 'matching.criterion.family_number', message: 'Family number' }),
};

const agree = msg({ id: 'matching.level.agree', message: 'The same' });
const disagree = msg({ id: 'matching.level.disagree', message: 'Different' });

/** What a criterion may find, by the name of the outcome in the configuration. */
export const level_texts: Texts = {
  agree,
  disagree,
  E: msg({ id: 'matching.level.exact', message: 'The same name' }),
  V: msg({ id: 'matching.level.variant', message: 'The same name, written differently' }),
  T: msg({ id: 'matching.level.typo', message: 'One letter differs' }),
  K: msg({ id: 'matching.level.key', message: 'Sounds somewhat alike' }),
  I: msg({ id: 'matching.level.initial', message: 'Only the beginning is the same' }),
  N: msg({ id: 'matching.level.none', message: 'Another name' }),
  better: msg({ id: 'matching.level.better', message: 'Yes, that fits better' }),
  otherwise: msg({ id: 'matching.level.otherwise', message: 'No' }),
  day: msg({ id: 'matching.level.day', message: 'Exact dates: the same day' }),
  near_day: msg({
    id: 'matching.level.near_day',
    message: 'Exact dates: the same month, or day and month swapped',
  }),
  year_apart: msg({ id: 'matching.level.year_apart', message: 'Exact dates: up to a year apart' }),
  years_apart: msg({
    id: 'matching.level.years_apart',
    message: 'Exact dates: one to two years apart',
  }),
  exact_other: msg({
    id: 'matching.level.exact_other',
    message: 'Exact dates: further apart',
  }),
  same: msg({ id: 'matching.level.same', message: 'The same, as far as known' }),
  year: msg({ id: 'matching.level.year', message: 'About a year apart' }),
  two_years: msg({ id: 'matching.level.two_years', message: 'About two years apart' }),
  four_years: msg({ id: 'matching.level.four_years', message: 'Up to four years apart' }),
  six_years: msg({ id: 'matching.level.six_years', message: 'Up to six years apart' }),
  leaf: msg({ id: 'matching.level.leaf', message: 'The same place' }),
  within: msg({ id: 'matching.level.within', message: 'One lies in the other' }),
  level2: msg({ id: 'matching.level.district', message: 'The same district' }),
  level1: msg({ id: 'matching.level.province', message: 'The same province' }),
  level0: msg({ id: 'matching.level.country', message: 'Only the same country' }),
  other: msg({ id: 'matching.level.other', message: 'Far apart' }),
  month: msg({ id: 'matching.level.month', message: 'Up to a month apart' }),
  season: msg({ id: 'matching.level.season', message: 'Up to four months apart' }),
  conflict2: msg({ id: 'matching.level.conflict2', message: 'Two or more differ' }),
  conflict1: msg({ id: 'matching.level.conflict1', message: 'One differs' }),
  agree1: msg({ id: 'matching.level.agree1', message: 'One or two are the same' }),
  agree3: msg({ id: 'matching.level.agree3', message: 'Three or more are the same' }),
};

export const strength_texts: Readonly<Record<Strength, MessageDescriptor>> = {
  against3: msg({ id: 'matching.strength.against3', message: 'speaks strongly against' }),
  against2: msg({ id: 'matching.strength.against2', message: 'speaks against' }),
  against1: msg({ id: 'matching.strength.against1', message: 'speaks a little against' }),
  neutral: msg({ id: 'matching.strength.neutral', message: 'says nothing' }),
  for1: msg({ id: 'matching.strength.for1', message: 'speaks a little for' }),
  for2: msg({ id: 'matching.strength.for2', message: 'speaks for' }),
  for3: msg({ id: 'matching.strength.for3', message: 'speaks strongly for' }),
};
