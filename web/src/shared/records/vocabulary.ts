import { commaOf } from '../i18n/format';
import { pickText } from '../text/pick';
import type { Choice } from '../ui/choice';
import type { Location, Lookup } from '../wire/lookups';
import type { Agency, SystemSettings } from '../wire/settings';

interface VocabularySources {
  lookups: readonly Lookup[] | undefined;
  locations: readonly Location[] | undefined;
  settings: SystemSettings | undefined;
  language: string;
}

/** Words for the ids that records and filters hold, in the user's language. */
export interface Vocabulary {
  /** Options of a source: a lookup (`lookup-gender`), `Location`, `ReportingLocation`, `Agency`. */
  choices: (source: string, fieldName: string) => readonly Choice[];
  /** The text of one option id, or the id itself when it is unknown. */
  text: (source: string, id: string) => string;
  /** The name of an option list; empty when there is none. */
  sourceName: (source: string) => string;
  /** A readable name of a field the catalogue does not know. */
  fieldName: (name: string) => string;
}

export function vocabularyOf(sources: VocabularySources): Vocabulary {
  const choicesOfSource = new Map<string, readonly Choice[]>();
  const textsOfSource = new Map<string, ReadonlyMap<string, string>>();
  const choices = (source: string, fieldName: string) => {
    const key = source === 'ReportingLocation' ? `${source}:${levelOf(fieldName)}` : source;
    return remember(choicesOfSource, key, () => readChoices(source, fieldName, sources));
  };
  const text = (source: string, id: string) => {
    const texts = remember(
      textsOfSource,
      source,
      () => new Map(choices(source, '').map((choice) => [choice.id, choice.text])),
    );
    return texts.get(id) ?? id;
  };
  return {
    choices,
    text,
    sourceName: (source) => pickText(lookupOf(source, sources)?.name, sources.language),
    fieldName: (name) => fieldName(name, sources),
  };
}

function remember<T>(store: Map<string, T>, key: string, make: () => T): T {
  const known = store.get(key) ?? make();
  store.set(key, known);
  return known;
}

function readChoices(
  source: string,
  fieldName: string,
  { lookups, locations, settings, language }: VocabularySources,
): readonly Choice[] {
  switch (source) {
    case 'Location':
      return placeChoices(locations ?? [], language);
    case 'ReportingLocation':
      return placeChoices(
        (locations ?? []).filter((place) => place.admin_level === levelOf(fieldName)),
        language,
      );
    case 'Agency':
      return (settings?.agencies ?? []).map((agency) => agencyChoice(agency, language));
    default:
      return lookupChoices(lookups, source.replace(/^lookup /, ''), language);
  }
}

function lookupChoices(
  lookups: readonly Lookup[] | undefined,
  id: string,
  language: string,
): readonly Choice[] {
  const values = lookups?.find((lookup) => lookup.unique_id === id)?.values ?? [];
  return values.map((value) => ({
    id: value.id,
    text: pickText(value.display_text, language) || value.id,
    isDisabled: value.disabled,
  }));
}

function lookupOf(source: string, { lookups }: VocabularySources): Lookup | undefined {
  const id = source.replace(/^lookup /, '');
  return lookups?.find((lookup) => lookup.unique_id === id);
}

function placeChoices(places: readonly Location[], language: string): readonly Choice[] {
  return places
    .filter((place) => !place.disabled)
    .map((place) => ({ id: place.code, text: placeName(place, language) }));
}

/** The place with its surroundings, nearest first: "Saloli, North, Country". */
export function placeName(place: Location, language: string): string {
  const path = pickText(place.name, language).split('::').filter(Boolean);
  const name = pickText(place.placename, language);
  return path.length > 0 ? path.reverse().join(commaOf(language)) : name || place.code;
}

function agencyChoice(agency: Agency, language: string): Choice {
  return { id: agency.unique_id, text: pickText(agency.name, language) || agency.unique_id };
}

/** The admin level at the end of a filter's field: `loc:owned_by_location2` → 2. */
function levelOf(fieldName: string): number {
  return Number(/\d$/.exec(fieldName)?.[0] ?? 0);
}

function fieldName(name: string, { settings, language }: VocabularySources): string {
  const label = pickText(settings?.field_labels[name], language);
  return label || name.replaceAll('_', ' ');
}
