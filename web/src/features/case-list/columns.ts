import type { I18n } from '@lingui/core';
import type { Vocabulary } from '../../shared/records/vocabulary';
import { headerTexts, marksText } from '../../shared/text/header-texts';
import type { RecordData } from '../../shared/wire/records';
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

/** Never shown in the case list: short ids repeat the case id, completeness is the device's. */
const hidden = new Set(['short_id', 'complete', 'alert_count', 'flag_count']);
/** What a case is found again by. */
const always = new Set(['case_id_display', 'case_id', 'name']);
const storageKey = 'amparo.case-list.columns';

/** Every column the user is granted, in the server's order, alerts and flags merged at the end. */
export function grantedColumns(
  user: ExtendedUser,
  vocabulary: Vocabulary,
  i18n: I18n,
): readonly Column[] {
  const headers = user.list_headers['cases'] ?? [];
  const plain = headers.filter((header) => !hidden.has(header.field_name));
  const columns = plain.map((header) => columnOf(header, user, vocabulary, i18n));
  return headers.some((header) => /^(alert|flag)_count$/.test(header.field_name))
    ? [...columns, marksColumn(i18n)]
    : columns;
}

/**
 * The columns of a search beyond one's own records: those marked for it, and the name, without
 * which nobody is recognised. What a name shows to whom is decided, and masked, by the server.
 */
export function searchFields(user: ExtendedUser): ReadonlySet<string> {
  const headers = user.list_headers['cases'] ?? [];
  return new Set(
    headers
      .filter((header) => header.id_search || header.field_name === 'name')
      .map((header) => header.field_name),
  );
}

function columnOf(
  { name, field_name: field }: ListHeader,
  user: ExtendedUser,
  vocabulary: Vocabulary,
  i18n: I18n,
): Column {
  const text = headerTexts[name] ?? headerTexts[field];
  const source = sourceOf(field, user);
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
function sourceOf(field: string, user: ExtendedUser): string | undefined {
  if (field === 'location_current') {
    return 'Location';
  }
  const filter = user.filters['cases']?.find((candidate) => candidate.field_name === field);
  return filter?.option_strings_source ?? undefined;
}

/** None of the rows has a value for it; the case id and the name stay in any case. */
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

/** Remembered on this device; names of columns say nothing about anybody. */
export function rememberedColumns(): readonly string[] | undefined {
  const stored = localStorage.getItem(storageKey);
  return stored === null ? undefined : stored.split(',');
}

export function rememberColumns(columns: readonly string[]): void {
  localStorage.setItem(storageKey, columns.join(','));
}
