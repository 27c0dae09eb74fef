import { FieldType } from '../wire/forms';
import type { Location, Lookup } from '../wire/lookups';
import type { Agency } from '../wire/settings';
import type { LocalizedText, Option } from '../wire/text';
import { commaOf } from '../i18n/format';
import { pickText } from '../text/pick';
import type { FieldDefinition } from './definition';
import { compileCondition, type Condition } from './expression/compile';
import type { Scope } from './expression/values';
import { isBlank, isList, isObject, type Json, type JsonObject, liveRows } from './json';
import type { OptionIds } from './validation/value';
import { violation_types } from './violation-types';

/** An option as it is shown. */
export interface OptionEntry {
  readonly id: string;
  readonly text: string;
  /** In all languages. */
  readonly names?: LocalizedText | string;
  readonly isDisabled: boolean;
  readonly tags: readonly string[];
  /** Service types an agency offers; absent for other options. */
  readonly services?: readonly string[] | undefined;
}

interface Source {
  readonly id: string;
  readonly text: LocalizedText | string;
  readonly disabled: boolean;
  readonly tags: readonly string[];
  readonly services?: readonly string[] | undefined;
}

export interface OptionSources {
  readonly lookups: readonly Lookup[];
  readonly locations: readonly Location[];
  readonly agencies: readonly Agency[];
  /** Admin level whose places count as reporting locations. */
  readonly reportingLevel: number;
}

/** A place's name from the place itself up to the country, as people say it. */
export function placeText(name: string, locale: string): string {
  return name.split('::').reverse().join(commaOf(locale));
}

function localisedPlace(location: Location): LocalizedText {
  return Object.fromEntries(
    Object.entries(location.name).map(([locale, name]) => [locale, placeText(name ?? '', locale)]),
  );
}

function ofOption(option: Option): Source {
  const { id, display_text: text, disabled, tags } = option;
  return { id, text, disabled, tags };
}

function ofLocation(location: Location): Source {
  return {
    id: location.code,
    text: localisedPlace(location),
    disabled: location.disabled,
    tags: [],
  };
}

function ofAgency(agency: Agency): Source {
  const services = agency['services'];
  return {
    id: agency.unique_id,
    text: agency.name,
    disabled: agency.disabled,
    tags: [],
    services: Array.isArray(services)
      ? services.filter((one) => typeof one === 'string')
      : undefined,
  };
}

/** The options of every field of a deployment, in the reader's language, made when first asked. */
export class OptionBook {
  readonly #sources: OptionSources;
  readonly #lookups: ReadonlyMap<string, Lookup>;
  readonly #known = new Map<string, readonly OptionEntry[]>();
  readonly #inline = new WeakMap<FieldDefinition, Map<string, readonly OptionEntry[]>>();
  readonly #texts = new WeakMap<readonly OptionEntry[], ReadonlyMap<string, OptionEntry>>();

  constructor(sources: OptionSources) {
    this.#sources = sources;
    this.#lookups = new Map(sources.lookups.map((lookup) => [lookup.unique_id, lookup]));
  }

  /** Undefined when the list does not live here: users, and rows of the record itself. */
  optionsOf(field: FieldDefinition, language: string): readonly OptionEntry[] | undefined {
    const store = this.#storeOf(field);
    const key = `${language}|${field.source ?? ''}`;
    const known = store.get(key);
    if (known !== undefined) return known;
    const entries = this.#sourceOf(field)?.map(({ text, disabled, ...rest }): OptionEntry => {
      const shown = pickText(text, language);
      return { ...rest, text: shown === '' ? rest.id : shown, names: text, isDisabled: disabled };
    });
    if (entries !== undefined) store.set(key, entries);
    return entries;
  }

  #storeOf(field: FieldDefinition): Map<string, readonly OptionEntry[]> {
    if (field.source !== undefined) return this.#known;
    let own = this.#inline.get(field);
    if (own === undefined) {
      own = new Map();
      this.#inline.set(field, own);
    }
    return own;
  }

  #sourceOf(field: FieldDefinition): readonly Source[] | undefined {
    const { source } = field;
    if (source === undefined) return field.options.map(ofOption);
    if (source.startsWith('lookup ')) {
      return this.#lookups.get(source.slice('lookup '.length))?.values.map(ofOption) ?? [];
    }
    if (source === 'Location') return this.#sources.locations.map(ofLocation);
    if (source === 'ReportingLocation') return this.#reportingLocations();
    if (source === 'Agency') return this.#agencies();
    return undefined;
  }

  #reportingLocations(): readonly Source[] {
    const { locations, reportingLevel } = this.#sources;
    return locations.filter((place) => place.admin_level === reportingLevel).map(ofLocation);
  }

  #agencies(): readonly Source[] {
    return this.#sources.agencies
      .filter((agency) => agency['exclude_agency_from_lookups'] !== true)
      .map(ofAgency);
  }

  /** The text of a stored id; undefined when no such option exists any more. */
  textOf(field: FieldDefinition, id: string, language: string): string | undefined {
    const options = this.optionsOf(field, language);
    // Lists that are not here hold ids that people know as they are: user names.
    if (options === undefined) return id;
    let byId = this.#texts.get(options);
    if (byId === undefined) {
      byId = new Map(options.map((option) => [option.id, option]));
      this.#texts.set(options, byId);
    }
    return byId.get(id)?.text;
  }

  /** Ids with their disabled mark, for the validator. */
  idsOf(field: FieldDefinition): OptionIds | undefined {
    const isChoice = field.type === FieldType.select || field.type === FieldType.radio;
    const options = isChoice ? this.optionsOf(field, 'en') : undefined;
    return options && new Map(options.map((option) => [option.id, option.isDisabled]));
  }

  /** Ids in the order of the list, for merging sets. */
  orderOf(field: FieldDefinition): readonly string[] | undefined {
    return this.optionsOf(field, 'en')?.map((option) => option.id);
  }

  lookup(uniqueId: string): Lookup | undefined {
    return this.#lookups.get(uniqueId);
  }

  /** What a list of the record holds, in the words of the deployment, else its name. */
  violationText(type: string, language: string): string {
    const known = this.lookup('lookup-violation-type')?.values.find(({ id }) => id === type);
    return pickText(known?.display_text, language) || type.replaceAll('_', ' ');
  }
}

/** The stored ids of a choice; booleans of a yes/no radio as their option. */
export function chosenIds(value: Json | undefined): string[] {
  const items = isList(value) ? value : value === undefined || value === null ? [] : [value];
  return items
    .filter((item) => typeof item === 'string' || typeof item === 'boolean')
    .map(String)
    .filter((id) => id !== '');
}

const tag_conditions = new WeakMap<FieldDefinition, readonly (readonly [string, Condition])[]>();

function tagConditions(field: FieldDefinition): readonly (readonly [string, Condition])[] {
  let known = tag_conditions.get(field);
  if (known === undefined) {
    const source = isObject(field.tagConditions) ? field.tagConditions : {};
    known = Object.entries(source).map(([tag, json]) => [tag, compileCondition(json)] as const);
    tag_conditions.set(field, known);
  }
  return known;
}

/**
 * Options that may be chosen now: not disabled, with an active tag when tags are in force, and of
 * agencies those that offer the entry's service. What is chosen already always stays.
 */
export function choosable(
  field: FieldDefinition,
  options: readonly OptionEntry[],
  chosen: readonly string[],
  scope: Scope,
): readonly OptionEntry[] {
  const active = tagConditions(field)
    .filter(([, condition]) => condition.holds(scope))
    .map(([tag]) => tag);
  const service = scope.record === undefined ? undefined : scope.values['service_type'];
  const fits = (option: OptionEntry) =>
    (active.length === 0 || option.tags.some((tag) => active.includes(tag))) &&
    (option.services === undefined ||
      typeof service !== 'string' ||
      service === '' ||
      option.services.includes(service));
  const all = options.every((option) => !option.isDisabled && fits(option));
  if (all) return options;
  return options.filter(
    (option) => chosen.includes(option.id) || (!option.isDisabled && fits(option)),
  );
}

/** Words for what a row of the record is: the type of a violation, in the reader's language. */
export type TypeText = (type: string) => string;

const shown_id_letters = 5;

/** `subform actions name goal`: the rows of the record's actions, called by these answers. */
function rowsNamedBy(source: string | undefined): readonly string[] | undefined {
  const [kind, ...names] = source?.split(' ') ?? [];
  return kind === 'subform' && names.length > 0 ? names : undefined;
}

/** Incidents of a case, violations, parts of a plan: options that are rows of the record itself. */
export function recordOptions(
  field: FieldDefinition,
  scope: Scope,
  typeText: TypeText,
): readonly OptionEntry[] {
  const record = scope.record ?? scope.values;
  if (field.source === 'violations') {
    return violation_types.flatMap((type) =>
      rowEntries(record[type], (_, id) => [typeText(type), id.slice(0, shown_id_letters)]),
    );
  }
  const [subform, ...labels] = rowsNamedBy(field.source) ?? [];
  if (subform !== undefined) {
    return rowEntries(record[subform], (row, id) => {
      const parts = labels.map((name) => row[name]).filter((part) => !isBlank(part));
      return parts.length > 0 ? parts : [id.slice(0, shown_id_letters)];
    });
  }
  if (field.source !== 'LinkedIncidents') return [];
  return rowEntries(record['incident_details'], (row, id) => [
    row['incident_date'],
    row['cp_incident_violence_type'],
    id.slice(-7),
  ]);
}

function rowEntries(
  rows: Json | undefined,
  partsOf: (row: JsonObject, id: string) => readonly (Json | undefined)[],
): OptionEntry[] {
  return liveRows(rows).flatMap((row): OptionEntry[] => {
    const id = row['unique_id'];
    if (typeof id !== 'string') return [];
    const parts = partsOf(row, id).filter((part) => typeof part === 'string' && part !== '');
    return [{ id, text: parts.join(' - '), isDisabled: false, tags: [] }];
  });
}
