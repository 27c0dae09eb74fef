import * as v from 'valibot';
import { fallbackChain } from '../../shared/i18n/languages';
import { pickText } from '../../shared/text/pick';
import type { Choice } from '../../shared/ui/choice';
import { localizedText } from '../../shared/wire/text';

const optionText = v.optional(v.nullable(v.union([v.string(), localizedText])));
const wireOption = v.union([
  v.pipe(
    v.string(),
    v.transform((id) => ({ id })),
  ),
  v.looseObject({
    id: v.union([
      v.string(),
      v.pipe(v.number(), v.transform(String)),
      v.pipe(v.boolean(), v.transform(String)),
    ]),
    display_name: optionText,
    display_text: optionText,
    enabled: v.optional(v.nullable(v.boolean())),
  }),
]);
const optionList = v.array(wireOption);
const perLocale = v.record(v.string(), optionList);
const perModule = v.record(v.string(), perLocale);

type WireOption = v.InferOutput<typeof wireOption>;

/** Options of a filter in any of the shapes the server uses, with texts where it sent some. */
export function choicesOf(options: unknown, language: string): readonly Choice[] {
  if (v.is(optionList, options)) {
    return v.parse(optionList, options).map((option) => choiceOf(option, language));
  }
  if (v.is(perLocale, options)) {
    return localeChoices(v.parse(perLocale, options), language);
  }
  return unique(Object.values(choicesByModule(options, language)).flat());
}

/** The options of each programme, where the server sent them by programme. */
export function choicesByModule(
  options: unknown,
  language: string,
): Readonly<Record<string, readonly Choice[]>> {
  if (v.is(optionList, options) || v.is(perLocale, options) || !v.is(perModule, options)) return {};
  return Object.fromEntries(
    Object.entries(v.parse(perModule, options)).map(([module, texts]) => [
      module,
      localeChoices(texts, language),
    ]),
  );
}

function localeChoices(
  options: v.InferOutput<typeof perLocale>,
  language: string,
): readonly Choice[] {
  const locale = fallbackChain(language).find((code) => (options[code]?.length ?? 0) > 0);
  const list = options[locale ?? ''] ?? Object.values(options).find((some) => some.length > 0);
  return (list ?? []).map((option) => choiceOf(option, language));
}

function choiceOf(option: WireOption, language: string): Choice {
  const text = 'display_name' in option ? (option.display_name ?? option.display_text) : undefined;
  const other = 'display_text' in option ? option.display_text : undefined;
  return { id: option.id, text: pickText(text ?? other, language) };
}

function unique(choices: readonly Choice[]): readonly Choice[] {
  return [...new Map(choices.map((choice) => [choice.id, choice])).values()];
}

const ageRange = /^(\d+)\s*-\s*(\d+)$/;
const openAge = /^(\d+)\s*\+$/;
const ageWithoutEnd = 999;

/** The API's value of an age range: `0 - 5` → `0..5`, `18+` → `18..999`. */
export function ageValue(range: string): string {
  const closed = ageRange.exec(range);
  const open = openAge.exec(range);
  if (closed) {
    return `${closed[1]}..${closed[2]}`;
  }
  return open ? `${open[1]}..${ageWithoutEnd}` : range;
}
