import { useLingui } from '@lingui/react/macro';
import type { FormDefinition } from '../../shared/forms/definition';
import { useAllProblems, useTopic } from '../../shared/forms/engine/hooks';
import type { FormStore } from '../../shared/forms/engine/store';
import type { OptionBook } from '../../shared/forms/options';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { useUser } from '../../shared/session/useSession';
import { pickText } from '../../shared/text/pick';
import type { RecordType } from '../../shared/wire/records';
import { groupLookup, groupsOf } from '../../shared/forms/navigation';
import { panelsFor } from './panel-table';

export interface NavEntry {
  readonly id: string;
  readonly title: string;
  readonly hasProblem: boolean;
  /** Else it is a panel that nobody fills in. */
  readonly isForm: boolean;
}

export interface NavGroup {
  readonly id: string;
  readonly title: string;
  readonly entries: readonly NavEntry[];
}

export interface NavSpec {
  readonly type: RecordType;
  readonly recordType: string;
  readonly module: string | undefined;
  readonly store: FormStore;
  readonly forms: readonly FormDefinition[];
  readonly options: OptionBook;
  readonly isNew: boolean;
}

/** What the form navigation lists now: panels of the record, then the forms that are shown. */
export function useNavigation(spec: NavSpec): readonly NavGroup[] {
  const { store, forms, options } = spec;
  const { t } = useLingui();
  const language = useLanguage();
  const panels = usePanels(spec);
  const wrong = useWrongForms(store, forms);
  const shown = useTopic(store, 'forms', () =>
    forms.map((form) => (store.isFormShown(form.uniqueId) ? '1' : '0')).join(''),
  );
  const lookup = options.lookup(groupLookup(spec.module ?? '', spec.recordType));
  const groups = groupsOf(forms.filter((_, index) => shown[index] === '1')).map(
    (group): NavGroup => {
      const label = lookup?.values.find((option) => option.id === group.id)?.display_text;
      const entries = group.forms.map((form) => ({
        id: form.uniqueId,
        title: pickText(form.name, language),
        hasProblem: wrong.has(form.uniqueId),
        isForm: true,
      }));
      return {
        id: group.id,
        title: pickText(label, language) || (entries[0]?.title ?? ''),
        entries,
      };
    },
  );
  return withPanels(
    groups,
    panels,
    t({ id: 'record.panel.information', message: 'Record information' }),
  );
}

interface PanelOfGroup extends NavEntry {
  readonly group: string | undefined;
}

function usePanels({ type, module, isNew }: NavSpec): readonly PanelOfGroup[] {
  const { i18n } = useLingui();
  const user = useUser();
  const panels = isNew ? [] : panelsFor(user, type, module);
  return panels.map(({ id, title, group }) => ({
    id,
    title: i18n._(title),
    hasProblem: false,
    isForm: false,
    group,
  }));
}

/** Panels stand behind the forms they belong to; the others come first, in a group of their own. */
function withPanels(
  groups: readonly NavGroup[],
  panels: readonly PanelOfGroup[],
  title: string,
): readonly NavGroup[] {
  const isWithForms = ({ group }: PanelOfGroup) => groups.some(({ id }) => id === group);
  const others = panels.filter((one) => !isWithForms(one));
  const all = groups.map((one) => ({
    ...one,
    entries: [...one.entries, ...panels.filter(({ group }) => group === one.id)],
  }));
  if (others.length === 0) return all;
  return [{ id: 'record_information', title, entries: others }, ...all];
}

/** Forms that hold a field with a problem. */
function useWrongForms(store: FormStore, forms: readonly FormDefinition[]): ReadonlySet<string> {
  const names = new Set(useAllProblems(store).map(({ pointer }) => pointer.split('/')[1] ?? ''));
  return new Set(
    forms
      .filter((form) => form.fields.some((field) => names.has(field.name)))
      .map((form) => form.uniqueId),
  );
}
