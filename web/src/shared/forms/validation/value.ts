import { FieldType } from '../../wire/forms';
import type { FieldDefinition } from '../definition';
import { dayOf, formatDay, instantOf, parseDay, parseInstant } from '../expression/dates';
import { isList, isObject, type Json, type JsonObject, sameJson } from '../json';
import { lastDay } from '../../text/precision';
import { precisionOf } from '../partial-date';
import { type Finding, Problem } from './keys';

export const int32_min = -2_147_483_648;
export const int32_max = 2_147_483_647;
export const age_max = 130;

/** The ids a choice may hold, with whether each is disabled. */
export type OptionIds = ReadonlyMap<string, boolean>;

export interface CheckContext {
  readonly today: string;
  readonly zone: string;
  /** Undefined when the list is not known here: any text then passes. */
  readonly optionsOf: (field: FieldDefinition) => OptionIds | undefined;
  /** The smallest whole number of a field that sets none itself. */
  readonly numberMin: number;
  readonly textLengthMax: number;
  readonly textareaLengthMax: number;
}

export interface Subject {
  readonly field: FieldDefinition;
  readonly pointer: string;
  readonly value: Json | undefined;
  /** The value before the change: what was stored once may stay. */
  readonly current: Json | undefined;
  /** The values beside it in the record or row. */
  readonly siblings: JsonObject;
  readonly nested: boolean;
}

export interface Checked {
  readonly outcome: 'stored' | 'cleared' | 'dropped' | 'invalid';
  readonly stored: Json | undefined;
  readonly findings: readonly Finding[];
}

type Check = (subject: Subject, context: CheckContext) => Checked;

function stored(value: Json | undefined): Checked {
  return { outcome: 'stored', stored: value, findings: [] };
}

function cleared(value: Json): Checked {
  return { outcome: 'cleared', stored: value, findings: [] };
}

const dropped: Checked = { outcome: 'dropped', stored: undefined, findings: [] };

function invalid(...findings: readonly Finding[]): Checked {
  return { outcome: 'invalid', stored: undefined, findings };
}

function wrong({ pointer }: Subject, key: Problem, parameters?: Finding['parameters']): Checked {
  return invalid(parameters === undefined ? { pointer, key } : { pointer, key, parameters });
}

const checks: Readonly<Record<FieldType, Check>> = {
  [FieldType.text]: checkText,
  [FieldType.textarea]: checkText,
  [FieldType.number]: checkNumber,
  [FieldType.date]: checkDate,
  [FieldType.tickBox]: checkTick,
  [FieldType.select]: (subject, context) =>
    subject.field.multi ? checkList(subject, context) : checkOption(subject, context),
  [FieldType.radio]: checkRadio,
  [FieldType.tally]: checkTally,
  [FieldType.subform]: checkRows,
  [FieldType.calculated]: () => dropped,
  [FieldType.photo]: () => dropped,
  [FieldType.audio]: () => dropped,
  [FieldType.document]: () => dropped,
  [FieldType.signature]: () => dropped,
  [FieldType.separator]: () => dropped,
  [FieldType.dateRange]: () => dropped,
  [FieldType.custom]: () => dropped,
};

/** What becomes of a value that a client sends for a field (records API, appendix A.3). */
export function checkValue(subject: Subject, context: CheckContext): Checked {
  return checks[subject.field.type](subject, context);
}

function checkText(subject: Subject, context: CheckContext): Checked {
  const { field, value } = subject;
  if (value === null || value === undefined) return stored(null);
  if (typeof value !== 'string') return wrong(subject, Problem.text);
  if (value.includes('\0')) return wrong(subject, Problem.textEncoding);
  const usual =
    field.type === FieldType.textarea ? context.textareaLengthMax : context.textLengthMax;
  const max = field.maxLength ?? usual;
  // Characters as people count them in the database: code points.
  if (value.length > max && Array.from(value).length > max) {
    return wrong(subject, Problem.textLength, { max });
  }
  return stored(value);
}

function checkNumber(subject: Subject, context: CheckContext): Checked {
  const { field, value } = subject;
  if (value === null || value === undefined) return stored(null);
  const whole = field.decimalPlaces === 0;
  if (typeof value !== 'number') return wrong(subject, whole ? Problem.integer : Problem.number);
  if (whole && !Number.isInteger(value)) return wrong(subject, Problem.integer);
  if (!whole && Number(value.toFixed(field.decimalPlaces)) !== value) {
    return wrong(subject, Problem.decimalPlaces, { places: field.decimalPlaces });
  }
  return checkRange(subject, value, context);
}

function checkRange(subject: Subject, value: number, context: CheckContext): Checked {
  const { field } = subject;
  const isAge = field.name.endsWith('age');
  const min = field.min ?? (isAge ? 0 : context.numberMin);
  const max = field.max ?? (isAge ? age_max : int32_max);
  if (value >= min && value <= max) return stored(value);
  if (isAge && field.min === undefined && field.max === undefined) {
    return wrong(subject, Problem.age, { min, max });
  }
  return wrong(subject, Problem.numberRange, { min, max });
}

const without_offset = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?$/;

function checkDate(subject: Subject, context: CheckContext): Checked {
  const { field, value } = subject;
  if (value === null || value === undefined) return stored(null);
  if (field.withTime) return checkDateTime(subject, context);
  if (typeof value !== 'string' || parseDay(value) === undefined) {
    return wrong(subject, Problem.date);
  }
  return checkOrder(subject, value, context);
}

function checkDateTime(subject: Subject, context: CheckContext): Checked {
  const { value } = subject;
  if (typeof value !== 'string') return wrong(subject, Problem.dateTime);
  const instant = parseInstant(without_offset.test(value) ? `${value}Z` : value);
  if (instant === undefined) return wrong(subject, Problem.dateTime);
  return checkOrder(subject, new Date(instant).toISOString(), context);
}

function checkOrder(subject: Subject, value: string, context: CheckContext): Checked {
  const { field, nested } = subject;
  if (isFuture(value, context)) {
    if (field.name === 'date_of_birth' && !nested) return wrong(subject, Problem.dateOfBirth);
    if (field.notFuture) return wrong(subject, Problem.futureDate);
  }
  const mine = instantOf(value, context.zone) ?? 0;
  const lower = neighbour(subject, field.notBefore, context);
  // Of a partial date the last day that may be meant counts against what was before.
  const latest = instantOf(endOf(value, field.name, subject), context.zone) ?? mine;
  if (lower !== undefined && latest < lower) {
    return wrong(subject, Problem.notBefore, { other: field.notBefore ?? '' });
  }
  const upper = neighbour(subject, field.notAfter, context, endOf);
  if (upper !== undefined && mine > upper) {
    return wrong(subject, Problem.notAfter, { other: field.notAfter ?? '' });
  }
  return stored(value);
}

/** By calendar day of the zone: later today is not the future. */
function isFuture(value: string, { today, zone }: CheckContext): boolean {
  const day = dayOf(value, zone);
  return day !== undefined && formatDay(day) > today;
}

/** The last day that a date beside others may mean. */
function endOf(value: string, name: string, { siblings }: Subject): string {
  const precision = precisionOf(siblings, name);
  return parseDay(value) === undefined ? value : lastDay(value, precision);
}

function neighbour(
  subject: Subject,
  name: string | undefined,
  { zone }: CheckContext,
  end: (value: string, name: string, subject: Subject) => string = (value) => value,
): number | undefined {
  const value = name === undefined ? undefined : subject.siblings[name];
  if (name === undefined || typeof value !== 'string') return undefined;
  return instantOf(end(value, name, subject), zone);
}

function checkTick(subject: Subject): Checked {
  const { value } = subject;
  if (value === null || value === undefined) return cleared(null);
  return typeof value === 'boolean' ? stored(value) : wrong(subject, Problem.boolean);
}

function problemOfOption(
  value: Json,
  current: Json | undefined,
  options: OptionIds | undefined,
): Problem | undefined {
  if (typeof value !== 'string') return Problem.option;
  const kept = isList(current) ? current.includes(value) : current === value;
  if (kept) return undefined;
  if (value === '') return Problem.option;
  if (options === undefined) return undefined;
  const isDisabled = options.get(value);
  if (isDisabled === undefined) return Problem.option;
  return isDisabled ? Problem.optionDisabled : undefined;
}

function checkOption(subject: Subject, context: CheckContext): Checked {
  const { field, value, current } = subject;
  if (value === null || value === undefined) return stored(null);
  const problem = problemOfOption(value, current, context.optionsOf(field));
  return problem === undefined ? stored(value) : wrong(subject, problem);
}

function checkRadio(subject: Subject, context: CheckContext): Checked {
  const { field, value } = subject;
  if (typeof value !== 'boolean') return checkOption(subject, context);
  const ids = [...(context.optionsOf(field)?.keys() ?? [])];
  const boolean = ids.length > 0 && ids.every((id) => id === 'true' || id === 'false');
  return boolean ? stored(value) : wrong(subject, Problem.option);
}

function checkList(subject: Subject, context: CheckContext): Checked {
  const { field, value, current, pointer } = subject;
  if (value === null || value === undefined) return cleared([]);
  if (!isList(value)) return wrong(subject, Problem.list);
  const options = context.optionsOf(field);
  const findings = value.flatMap((item, index): Finding[] => {
    if (item === null) return [];
    const key = problemOfOption(item, current, options);
    return key === undefined ? [] : [{ pointer: `${pointer}/${index}`, key }];
  });
  if (findings.length > 0) return invalid(...findings);
  return stored([...new Set(value.filter((item) => item !== null))]);
}

function checkTally(subject: Subject, context: CheckContext): Checked {
  const { field, value, pointer } = subject;
  if (value === null || value === undefined) return cleared(null);
  if (!isObject(value)) return wrong(subject, Problem.object);
  const ids = [...field.tally.map((item) => item.id), 'total'];
  const findings: Finding[] = [];
  const kept: Record<string, Json> = {};
  for (const id of ids) {
    const count = value[id];
    if (count === undefined) continue;
    kept[id] = count;
    const key = problemOfCount(count, context);
    const parameters = { min: context.numberMin, max: int32_max };
    if (key !== undefined) findings.push({ pointer: `${pointer}/${id}`, key, parameters });
  }
  return findings.length > 0 ? invalid(...findings) : stored(kept);
}

function problemOfCount(count: Json, { numberMin }: CheckContext): Problem | undefined {
  if (count === null) return undefined;
  if (typeof count !== 'number' || !Number.isInteger(count)) return Problem.integer;
  return count < numberMin || count > int32_max ? Problem.numberRange : undefined;
}

const lower_uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

function checkRows(subject: Subject, context: CheckContext): Checked {
  const { value, pointer } = subject;
  if (value === null || value === undefined) return cleared([]);
  if (!isList(value)) return wrong(subject, Problem.rows);
  const rows = value
    .filter((row) => row !== null)
    .map((row, index) => checkRow(subject, { row, pointer: `${pointer}/${index}` }, context));
  const findings = rows.flatMap((row) => row.findings);
  return findings.length > 0 ? invalid(...findings) : stored(rows.map((row) => row.stored ?? null));
}

interface Row {
  readonly row: Json;
  readonly pointer: string;
}

function checkRow(subject: Subject, { row, pointer }: Row, context: CheckContext): Checked {
  if (!isObject(row)) return invalid({ pointer, key: Problem.rows });
  const before = currentRow(subject.current, row['unique_id']);
  const findings: Finding[] = [];
  const kept: Record<string, Json> = {};
  for (const field of subject.field.subform?.fields ?? []) {
    if (!(field.name in row)) continue;
    const inner = checkValue(
      {
        field,
        pointer: `${pointer}/${field.name}`,
        value: row[field.name],
        current: before?.[field.name],
        siblings: row,
        nested: true,
      },
      context,
    );
    findings.push(...inner.findings);
    if (inner.outcome !== 'dropped' && inner.stored !== undefined) kept[field.name] = inner.stored;
  }
  findings.push(...problemsOfRowKeys(row, pointer));
  for (const key of ['unique_id', '_destroy']) {
    const value = row[key];
    if (value !== undefined) kept[key] = value;
  }
  return findings.length > 0 ? invalid(...findings) : stored(kept);
}

function problemsOfRowKeys(row: JsonObject, pointer: string): Finding[] {
  const findings: Finding[] = [];
  const id = row['unique_id'];
  if (id !== undefined && !(typeof id === 'string' && lower_uuid.test(id))) {
    findings.push({ pointer: `${pointer}/unique_id`, key: Problem.uniqueId });
  }
  const destroy = row['_destroy'];
  if (destroy !== undefined && destroy !== null && typeof destroy !== 'boolean') {
    findings.push({ pointer: `${pointer}/_destroy`, key: Problem.boolean });
  }
  return findings;
}

function currentRow(current: Json | undefined, id: Json | undefined): JsonObject | undefined {
  if (!isList(current) || id === undefined) return undefined;
  return current.filter(isObject).find((row) => sameJson(row['unique_id'], id));
}
