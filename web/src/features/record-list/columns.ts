import type { I18n } from '@lingui/core';
import type { Vocabulary } from '../../shared/records/vocabulary';
import { headerTexts, marksText } from '../../shared/text/header-texts';
import { RecordType, type RecordData } from '../../shared/wire/records';
import type { ExtendedUser, ListHeader } from '../../shared/wire/user';

/** How a column shows its values. */
export const ColumnKind = {
  identifier: 'identifier',
  text: 'text',
  option: 'option',
  date: 'date',
  dateTime: 'date_time',
  yesNo: 'yes_no',
  marks: 'marks',
} as const;
export type ColumnKind = (typeof ColumnKind)[keyof typeof ColumnKind];

export interface Column {
  field: string;
  title: string;
  kind: ColumnKind;
  /** Where the words of the values come from, for kind `option`. */
  source: string | undefined;
  sortBy: string | undefined;
}

/** Never shown: completeness is the device's, alerts and flags share a column of their own. */
const hidden = new Set(['complete', 'alert_count', 'flag_count']);
/** What a record is found again by. */
const always = new Set(['case_id_display', 'case_id', 'short_id', 'name', 'family_name']);
const storageKey = (type: RecordType) => `amparo.columns.${type}`;

/** Columns whose options no filter names. */
const sources: Readonly<Record<string, string>> = {
  location_current: 'Location',
  incident_location: 'Location',
  family_location_current: 'Location',
  cp_incident_violence_type: 'lookup-cp-violence-type',
  gbv_sexual_violence_type: 'lookup-gbv-sexual-violence-type',
};

/** What the columns of a list are made from. */
export interface ListOf {
  type: RecordType;
  user: ExtendedUser;
}

/** Every column the user is granted, in the server's order, alerts and flags merged at the end. */
export function grantedColumns(
  list: ListOf,
  vocabulary: Vocabulary,
  i18n: I18n,
): readonly Column[] {
  const headers = list.user.list_headers[list.type] ?? [];
  const plain = headers.filter(
    ({ field_name: field }) => !hidden.has(field) && !repeats(field, list),
  );
  const columns = plain.map((header) => columnOf(header, list, vocabulary, i18n));
  return headers.some((header) => /^(alert|flag)_count$/.test(header.field_name))
    ? [...columns, marksColumn(i18n)]
    : columns;
}

/** A case is named by its case id; the short id is the end of it. */
function repeats(field: string, { type }: ListOf): boolean {
  return type === RecordType.case && field === 'short_id';
}

/**
 * The columns of a search beyond one's own records: those marked for it, and the name, without
 * which nobody is recognised. What a name shows to whom is decided, and masked, by the server.
 */
export function searchFields({ user, type }: ListOf): ReadonlySet<string> {
  const headers = user.list_headers[type] ?? [];
  return new Set(
    headers
      .filter((header) => header.id_search || header.field_name === 'name')
      .map((header) => header.field_name),
  );
}

function columnOf(
  { name, field_name: field }: ListHeader,
  list: ListOf,
  vocabulary: Vocabulary,
  i18n: I18n,
): Column {
  const text = headerTexts[field] ?? headerTexts[name];
  const source = sources[field] ?? filterSource(field, list);
  return {
    field,
    title: text === undefined ? vocabulary.fieldName(field) : i18n._(text),
    kind: kindOf(field, source),
    source,
    sortBy: field === 'photo' ? 'has_photo' : field,
  };
}

function marksColumn(i18n: I18n): Column {
  return {
    field: 'marks',
    title: i18n._(marksText),
    kind: ColumnKind.marks,
    source: undefined,
    sortBy: undefined,
  };
}

function kindOf(field: string, source: string | undefined): ColumnKind {
  if (field === 'photo') {
    return ColumnKind.yesNo;
  }
  if (field !== 'created_at' && field.endsWith('_at')) {
    return ColumnKind.dateTime;
  }
  // The hour at which a case was opened helps nobody to find it.
  if (field === 'created_at' || field.includes('date')) {
    return ColumnKind.date;
  }
  if (source !== undefined) {
    return ColumnKind.option;
  }
  return /(_id|_code|_no|_display)$/.test(field) ? ColumnKind.identifier : ColumnKind.text;
}

/** The user's filters tell which lookup a field draws from. */
function filterSource(field: string, { user, type }: ListOf): string | undefined {
  const filter = user.filters[type]?.find((candidate) => candidate.field_name === field);
  return filter?.option_strings_source ?? undefined;
}

/** None of the rows has a value for it; its id and name stay in any case. */
export function isEmptyColumn(column: Column, records: readonly RecordData[] | undefined): boolean {
  if (records === undefined || records.length === 0 || always.has(column.field)) return false;
  if (column.kind === ColumnKind.marks) {
    return records.every((record) => !record.alert_count && !record.flag_count);
  }
  return records.every((record) => isEmptyCell(record[column.field]));
}

function isEmptyCell(value: unknown): boolean {
  const isEmptyList = Array.isArray(value) && value.length === 0;
  return value === null || value === undefined || value === '' || value === false || isEmptyList;
}

/** What was chosen on this device before it was kept for the person. */
export function formerColumns(type: RecordType): readonly string[] | undefined {
  const stored = localStorage.getItem(storageKey(type));
  return stored === null ? undefined : stored.split(',');
}

export function forgetFormerColumns(type: RecordType): void {
  localStorage.removeItem(storageKey(type));
}
