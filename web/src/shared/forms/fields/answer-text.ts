import { plural } from '@lingui/core/macro';
import { useLingui } from '@lingui/react/macro';
import { FieldType } from '../../wire/forms';
import { commaOf, formatDate, formatDateTime, formatNumber, formatPeriod } from '../../i18n/format';
import type { Language } from '../../i18n/languages';
import { useLanguage } from '../../i18n/useLanguage';
import { pickText } from '../../text/pick';
import type { FieldDefinition } from '../definition';
import { isBlank, isObject, type Json, type JsonObject, liveRows } from '../json';
import { chosenIds, type OptionBook } from '../options';
import { Precision } from '../../text/precision';
import { readPrecision } from '../partial-date';
import { isCivilDate } from './dates';

export interface Words {
  readonly yes: string;
  readonly no: string;
  readonly total: string;
  readonly unknown: (id: string) => string;
  readonly estimated: (date: string) => string;
  readonly entries: (count: number) => string;
}

/**
 * The answer of a field as one line of text; empty when there is none. The values beside it say
 * how exactly a date is known.
 */
export type AnswerText = (
  field: FieldDefinition,
  value: Json | undefined,
  beside?: JsonObject,
) => string;

export function useWords(): Words {
  const { t } = useLingui();
  return {
    yes: t({ id: 'form.answer.yes', message: 'Yes' }),
    no: t({ id: 'form.answer.no', message: 'No' }),
    total: t({ id: 'form.tally.total', message: 'Total' }),
    unknown: (id) =>
      t({
        id: 'form.answer.unknown',
        message: `${id} (unknown option)`,
        comment: 'Shown for a stored answer whose option no longer exists. {id} is its code.',
      }),
    estimated: (date) =>
      t({
        id: 'form.answer.estimated',
        message: `${date} (estimated)`,
        comment: '{date} is a date nobody knows exactly.',
      }),
    entries: (count) =>
      t({
        id: 'form.entries.count',
        message: plural(count, { one: '# entry', other: '# entries' }),
      }),
  };
}

/** How many entries a list has, in words. */
export function useEntriesText(): (count: number) => string {
  return useWords().entries;
}

export function useAnswerText(options: OptionBook): AnswerText {
  const language = useLanguage();
  const words = useWords();
  return (field, value, beside = {}) => {
    const precision = readPrecision(beside[field.companions?.precision ?? '']);
    const text =
      precision === Precision.day || typeof value !== 'string'
        ? answerText(field, value, { options, language, words })
        : formatPeriod(value, precision, language);
    return beside[field.companions?.estimated ?? ''] === true ? words.estimated(text) : text;
  };
}

interface Reading {
  readonly options: OptionBook;
  readonly language: Language;
  readonly words: Words;
}

function answerText(field: FieldDefinition, value: Json | undefined, reading: Reading): string {
  if (isBlank(value)) return '';
  const { language, words } = reading;
  switch (field.type) {
    case FieldType.date:
      return typeof value === 'string' ? dateText(value, language) : '';
    case FieldType.tickBox:
      return value === true ? pickText(field.tickLabel, language) || words.yes : words.no;
    case FieldType.select:
    case FieldType.radio:
      return optionTexts(field, value, reading).join(commaOf(language));
    case FieldType.tally:
      return tallyText(field, value, reading);
    case FieldType.subform:
      return words.entries(liveRows(value).length);
    default:
      return plainText(value, language);
  }
}

function dateText(value: string, language: Language): string {
  return isCivilDate(value) ? formatDate(value, language) : formatDateTime(value, language);
}

/** Labels of the chosen options; an id nobody knows any more is shown and marked. */
export function optionTexts(
  field: FieldDefinition,
  value: Json | undefined,
  { options, language, words }: Reading,
): string[] {
  return chosenIds(value).map((id) => {
    const text = options.textOf(field, id, language);
    if (text !== undefined) return text;
    // A yes/no answer stored as a boolean although its list has other ids.
    if (id === 'true') return words.yes;
    return id === 'false' ? words.no : words.unknown(id);
  });
}

function tallyText(field: FieldDefinition, value: Json | undefined, reading: Reading): string {
  if (!isObject(value)) return '';
  const { language, words } = reading;
  const boxes = field.tally.map((box) => [box.id, pickText(box.display_text, language)] as const);
  const all = field.autosum ? [...boxes, ['total', words.total] as const] : boxes;
  return all
    .flatMap(([id, label]) => {
      const count = value[id];
      return typeof count === 'number' ? [`${label || id} (${formatNumber(count, language)})`] : [];
    })
    .join(commaOf(language));
}

function plainText(value: Json | undefined, language: Language): string {
  if (typeof value === 'number') return formatNumber(value, language);
  if (typeof value === 'string') return value;
  if (typeof value === 'boolean') return String(value);
  return Array.isArray(value)
    ? value.filter((item) => !isObject(item)).join(commaOf(language))
    : '';
}
