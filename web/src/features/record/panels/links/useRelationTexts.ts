import { useLingui } from '@lingui/react/macro';
import { asJson } from '../../../../shared/forms/definition';
import { isList, isObject, type Json } from '../../../../shared/forms/json';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { pickText } from '../../../../shared/text/pick';
import type { SystemSettings } from '../../../../shared/wire/settings';

export interface RelationTexts {
  /** The relations a case can have, from its own side. */
  readonly ids: readonly string[];
  readonly textOf: (id: string) => string;
}

/** What the other case is to this one, in words of the deployment or ours. */
export function useRelationTexts(settings: SystemSettings): RelationTexts {
  const { t } = useLingui();
  const language = useLanguage();
  const usual: Readonly<Record<string, string>> = {
    sibling_of: t({ id: 'panel.relation.sibling', message: 'Brother or sister' }),
    same_household_as: t({ id: 'panel.relation.household', message: 'Same household' }),
    caregiver_of: t({ id: 'panel.relation.cared_for', message: 'Is cared for by this person' }),
    cared_for_by: t({ id: 'panel.relation.caregiver', message: 'Caregiver' }),
    farmer_on: t({ id: 'panel.relation.farm', message: 'Farm' }),
    farm_for: t({ id: 'panel.relation.farmer', message: 'Farmer' }),
    duplicate_of: t({
      id: 'panel.relation.original',
      message: 'The same child, registered before',
    }),
    has_duplicate: t({
      id: 'panel.relation.duplicate',
      message: 'The same child, registered twice',
    }),
  };
  const own = new Map(configured(settings['relationship_types'], language));
  const ids = own.size === 0 ? Object.keys(usual) : [...own.keys()];
  return { ids, textOf: (id) => own.get(id) || usual[id] || id };
}

/** Both directions of each relation of the settings, with their names where they have some. */
function configured(value: unknown, language: string): [string, string][] {
  const types = asJson(value);
  if (!isList(types)) return [];
  return types.filter(isObject).flatMap((type): [string, string][] => {
    const { id, inverse_id: inverse } = type;
    if (typeof id !== 'string') return [];
    const there: [string, string] = [id, nameOf(type['label_i18n'], language)];
    if (typeof inverse !== 'string' || inverse === id) return [there];
    return [there, [inverse, nameOf(type['inverse_label_i18n'], language)]];
  });
}

function nameOf(value: Json | undefined, language: string): string {
  if (!isObject(value)) return '';
  const texts = Object.entries(value).flatMap(([key, text]) =>
    typeof text === 'string' ? [[key, text] as const] : [],
  );
  return pickText(Object.fromEntries(texts), language);
}
