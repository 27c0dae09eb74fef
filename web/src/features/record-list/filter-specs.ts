import type { I18n } from '@lingui/core';
import type { Vocabulary } from '../../shared/records/vocabulary';
import { filterTexts, optionTexts } from '../../shared/text/filter-texts';
import type { Choice } from '../../shared/ui/choice';
import { FilterType, type ExtendedUser, type RecordFilter } from '../../shared/wire/user';
import type { ListOf } from './columns';
import { ageValue, choicesByModule, choicesOf } from './filter-choices';

/** What a filter looks like. */
export const FilterKind = {
  checks: 'checks',
  many: 'many',
  switch: 'switch',
  dates: 'dates',
  workflow: 'workflow',
} as const;
export type FilterKind = (typeof FilterKind)[keyof typeof FilterKind];

/** One filter as the panel shows it. */
export interface FilterSpec {
  /** Unique in the panel. */
  id: string;
  kind: FilterKind;
  label: string;
  /** Parameters of the API; a switch sets each to its values, the others use the first. */
  parameters: Readonly<Record<string, readonly string[]>>;
  /** Options, or the date fields of a date filter. */
  choices: readonly Choice[];
  isPrimary: boolean;
  /** Of a workflow in several programmes: the steps of each. */
  steps?: Readonly<Record<string, readonly Choice[]>>;
}

const primary = new Set([
  'sex',
  'gender',
  'age',
  'risk_level',
  'approval_status_case_plan',
  'last_updated_at',
  'status',
  'my_cases',
]);

/** Longer lists than this are searched instead of read. */
const checksAtMost = 7;
const inactiveMonths = 3;

/** The panel's filters, in the order the server grants them. */
export function filterSpecs(
  { user, type }: ListOf,
  vocabulary: Vocabulary,
  i18n: I18n,
): readonly FilterSpec[] {
  return (user.filters[type] ?? [])
    .filter(({ field_name }) => field_name !== 'module_id' || user.module_unique_ids.length !== 1)
    .map((filter) => specOf(filter, user, vocabulary, i18n));
}

function specOf(
  filter: RecordFilter,
  user: ExtendedUser,
  vocabulary: Vocabulary,
  i18n: I18n,
): FilterSpec {
  const name = filter.unique_id ?? filter.field_name;
  const base = {
    id: name,
    label: filterLabel(name, vocabulary, i18n, filter.option_strings_source ?? undefined),
    isPrimary: primary.has(name),
    choices: [],
  };
  const fixed = switchParameters(filter.field_name, user.user_name, new Date());
  if (fixed !== undefined) {
    return { ...base, kind: FilterKind.switch, parameters: fixed };
  }
  if (filter.type === FilterType.dates) {
    return { ...base, kind: FilterKind.dates, parameters: {}, choices: dateFields(filter, i18n) };
  }
  const choices = namedChoices(filter, vocabulary, i18n);
  const parameters = { [filter.field_name]: [] };
  const steps = choicesByModule(filter.options, i18n.locale);
  return Object.keys(steps).length > 1
    ? { ...base, kind: FilterKind.workflow, parameters, choices, steps }
    : { ...base, kind: listKind(choices), parameters, choices };
}

/** How options are shown to choose several of. */
export function listKind(choices: readonly Choice[]): 'many' | 'checks' {
  return choices.length > checksAtMost ? FilterKind.many : FilterKind.checks;
}

/** Filters that are a single yes: what they set. */
function switchParameters(
  fieldName: string,
  userName: string,
  now: Date,
): FilterSpec['parameters'] | undefined {
  switch (fieldName) {
    case 'my_cases':
      return { 'or[owned_by]': [userName], 'or[assigned_user_names]': [userName] };
    case 'flagged':
    case 'has_photo':
    case 'lacks_answers':
    case 'has_late_verified_violations':
      return { [fieldName]: ['true'] };
    case 'last_updated_at':
      return { last_updated_at: [inactiveSince(now)] };
    default:
      return undefined;
  }
}

/** "Not changed for three months or more", as the range the server reads. */
export function inactiveSince(now: Date): string {
  const since = new Date(now);
  since.setUTCMonth(since.getUTCMonth() - inactiveMonths);
  return `0000-01-01T00:00:00Z..${since.toISOString().slice(0, 10)}T23:59:59Z`;
}

/** The name of a filter, or of a parameter that has no control; else that of its option list. */
export function filterLabel(
  name: string,
  vocabulary: Vocabulary,
  i18n: I18n,
  source?: string,
): string {
  const plain = name.replace(/^loc:/, '').replace(/^(?:or|not)\[(.*)\]$/, '$1');
  const text = filterTexts[plain] ?? filterTexts[plain.replace(/\d$/, '')];
  if (text !== undefined) return i18n._(text);
  return (source && vocabulary.sourceName(source)) || vocabulary.fieldName(plain);
}

function dateFields(filter: RecordFilter, i18n: I18n): readonly Choice[] {
  return choicesOf(filter.options, i18n.locale).map(({ id, text }) => {
    const known = filterTexts[id];
    return { id, text: known === undefined ? text || id : i18n._(known) };
  });
}

function namedChoices(filter: RecordFilter, vocabulary: Vocabulary, i18n: I18n): readonly Choice[] {
  const source = filter.option_strings_source;
  const own = choicesOf(filter.options, i18n.locale);
  const choices = own.length > 0 || !source ? own : vocabulary.choices(source, filter.field_name);
  return choices.map(({ id, text }) => ({
    id: filter.field_name === 'age' ? ageValue(id) : id,
    text: optionText(filter.field_name, { id, text }, i18n),
  }));
}

/** Our words for fixed options, else the server's, else our words for what it sent as a bare id. */
function optionText(fieldName: string, { id, text }: Choice, i18n: I18n): string {
  const own = optionTexts[`${fieldName}.${id}`];
  if (own !== undefined) {
    return i18n._(own);
  }
  const shared = optionTexts[id];
  return text === '' || text === id ? (shared === undefined ? id : i18n._(shared)) : text;
}
