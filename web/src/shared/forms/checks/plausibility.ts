import { dayOf, formatDay, parseDay, wholeUnits } from '../expression/dates';
import { isList, isObject, type Json, type JsonObject } from '../json';
import { lastDay } from '../../text/precision';
import { precisionKey, readPrecision } from '../partial-date';

/** What makes an answer unlikely; the server calls it the same. */
export const DoubtKind = {
  order: 'warnings.order',
  age: 'warnings.age',
  ageMax: 'warnings.age_max',
} as const;
export type DoubtKind = (typeof DoubtKind)[keyof typeof DoubtKind];

/** An answer that is possible but unlikely. Nothing is refused for it. */
export interface Doubt {
  /** JSON pointer below `data`. */
  readonly pointer: string;
  readonly key: DoubtKind;
  /** The other answer it does not fit. */
  readonly other?: string;
  /** Years. */
  readonly max?: number;
}

const rules_max = 200;
const age_tolerance_years = 1;
const of_record = '../';

interface Place {
  readonly record: JsonObject;
  readonly values: JsonObject;
  readonly pointer: string;
}

interface When {
  readonly today: string;
  readonly zone: string;
}

type Look = (place: Place, when: When) => readonly Doubt[];

/** One rule of the setting `plausibility_rules`, ready to look. */
export interface PlausibilityRule {
  readonly recordType: string;
  readonly modules: readonly Json[];
  readonly rows: string;
  readonly look: Look;
}

function textOf(setting: JsonObject, key: string): string {
  const value = setting[key];
  return typeof value === 'string' ? value : '';
}

function lookOf(setting: JsonObject): Look | undefined {
  const [earlier, later] = [textOf(setting, 'earlier'), textOf(setting, 'later')];
  const [age, birth, max] = [textOf(setting, 'age'), textOf(setting, 'birth'), setting['max']];
  switch (setting['kind']) {
    case 'order':
      return earlier && later ? orderLook(earlier, later) : undefined;
    case 'age':
      return age && birth ? ageLook(age, birth) : undefined;
    case 'age_max':
      return age && birth && typeof max === 'number' && max > 0
        ? ageMaxLook(age, birth, max)
        : undefined;
    default:
      return undefined;
  }
}

/** The rules of a deployment in their order; what is none is left out. */
export function plausibilityRules(setting: unknown): readonly PlausibilityRule[] {
  if (!isList(setting)) return [];
  return setting
    .filter(isObject)
    .flatMap((rule): PlausibilityRule[] => {
      const look = lookOf(rule);
      const recordType = textOf(rule, 'record_type');
      if (look === undefined || recordType === '') return [];
      const modules = isList(rule['modules']) ? rule['modules'] : [];
      return [{ recordType, modules, rows: textOf(rule, 'rows'), look }];
    })
    .slice(0, rules_max);
}

export interface Subject {
  readonly recordType: string;
  readonly module: string | undefined;
  readonly data: JsonObject;
}

/** What is unlikely, in the order of the rules and rows. Missing answers never are. */
export function findDoubts(
  rules: readonly PlausibilityRule[],
  { recordType, module, data }: Subject,
  when: When,
): Doubt[] {
  return rules
    .filter((rule) => rule.recordType === recordType)
    .filter(({ modules }) => modules.length === 0 || modules.includes(module ?? ''))
    .flatMap((rule) => placesOf(rule, data).flatMap((place) => rule.look(place, when)));
}

function placesOf({ rows }: PlausibilityRule, data: JsonObject): Place[] {
  if (rows === '') return [{ record: data, values: data, pointer: '' }];
  const list = data[rows];
  if (!isList(list)) return [];
  return list.flatMap((values, index) =>
    isObject(values) && values['_destroy'] !== true
      ? [{ record: data, values, pointer: `/${stepOf(rows)}/${index}` }]
      : [],
  );
}

/** RFC 6901. */
function stepOf(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

function plainName(name: string): string {
  return name.startsWith(of_record) ? name.slice(of_record.length) : name;
}

function pointerTo(name: string, { pointer }: Place): string {
  return `${name.startsWith(of_record) ? '' : pointer}/${stepOf(plainName(name))}`;
}

function valueOf(name: string, { record, values }: Place): Json | undefined {
  return (name.startsWith(of_record) ? record : values)[plainName(name)];
}

function dayOfField(name: string, place: Place, { zone }: When) {
  const value = valueOf(name, place);
  return typeof value === 'string' ? dayOf(value, zone) : undefined;
}

interface Years {
  readonly least: number;
  readonly most: number;
}

/** Of a partial date more than one age. Undefined for days to come: they are refused elsewhere. */
function yearsSince(name: string, place: Place, when: When): Years | undefined {
  const born = dayOfField(name, place, when);
  const today = parseDay(when.today);
  const most = born && today && wholeUnits(born, today, 'years');
  if (born === undefined || today === undefined || most === undefined) return undefined;
  const last = parseDay(lastDay(formatDay(born), precisionOfField(name, place)));
  return { most, least: (last && wholeUnits(last, today, 'years')) ?? 0 };
}

function precisionOfField(name: string, place: Place) {
  return readPrecision(valueOf(precisionKey(name), place));
}

function yearsTold(name: string, place: Place): number | undefined {
  const value = valueOf(name, place);
  return typeof value === 'number' && Number.isInteger(value) ? value : undefined;
}

function orderLook(earlier: string, later: string): Look {
  return (place, when) => {
    const first = dayOfField(earlier, place, when);
    const second = dayOfField(later, place, when);
    if (first === undefined || second === undefined) return [];
    // Of a partial date the last day that may be meant.
    const last = lastDay(formatDay(second), precisionOfField(later, place));
    if (last >= formatDay(first)) return [];
    return [{ pointer: pointerTo(later, place), key: DoubtKind.order, other: plainName(earlier) }];
  };
}

function ageLook(age: string, birth: string): Look {
  return (place, when) => {
    const told = yearsTold(age, place);
    const reckoned = yearsSince(birth, place, when);
    if (told === undefined || reckoned === undefined) return [];
    const isNear =
      told >= reckoned.least - age_tolerance_years && told <= reckoned.most + age_tolerance_years;
    if (isNear) return [];
    return [{ pointer: pointerTo(age, place), key: DoubtKind.age, other: plainName(birth) }];
  };
}

/** The birth date says more than an age, which may be old. */
function ageMaxLook(age: string, birth: string, max: number): Look {
  return (place, when) => {
    const born = yearsSince(birth, place, when);
    const years = born?.least ?? yearsTold(age, place) ?? 0;
    if (years <= max) return [];
    const name = born === undefined ? age : birth;
    return [{ pointer: pointerTo(name, place), key: DoubtKind.ageMax, max }];
  };
}
