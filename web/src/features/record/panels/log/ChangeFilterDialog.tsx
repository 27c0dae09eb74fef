import { useLingui } from '@lingui/react/macro';
import { use, useState } from 'react';
import type { FormDefinition } from '../../../../shared/forms/definition';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { pickText } from '../../../../shared/text/pick';
import { ManyChoices } from '../../../../shared/ui/ManyChoices';
import { recordTexts } from '../../../../shared/text/record-texts';
import { FilterDialog } from './FilterDialog';
import { type ChangeFilters, no_change_filters } from './log-filters';

interface ChangeFilterDialogProps {
  forms: readonly FormDefinition[];
  filters: ChangeFilters;
  onChange: (filters: ChangeFilters) => void;
  onClose: () => void;
}

/** Which changes to show: those of some forms, or those of some questions. */
export default function ChangeFilterDialog(props: ChangeFilterDialogProps) {
  const { forms, filters, onChange, onClose } = props;
  use(recordTexts);
  const { t } = useLingui();
  const language = useLanguage();
  const [draft, setDraft] = useState(filters);
  const formChoices = forms.map((form) => ({
    id: form.uniqueId,
    text: pickText(form.name, language),
  }));
  const fields = new Map(forms.flatMap((form) => form.fields.map((one) => [one.name, one])));
  const fieldChoices = [...fields.values()].flatMap((field) => {
    const text = pickText(field.label, language);
    return text === '' || field.type === 'separator' ? [] : [{ id: field.name, text }];
  });
  return (
    <FilterDialog
      onApply={() => onChange(draft)}
      onReset={() => onChange(no_change_filters)}
      onClose={onClose}
    >
      <ManyChoices
        label={t({ id: 'panel.log.forms', message: 'Changes in these forms' })}
        choices={formChoices}
        value={draft.forms}
        onChange={(chosen) => setDraft({ forms: chosen, fields: [] })}
      />
      <ManyChoices
        label={t({ id: 'panel.log.fields', message: 'Changes of these answers' })}
        choices={fieldChoices}
        value={draft.fields}
        onChange={(chosen) => setDraft({ forms: [], fields: chosen })}
      />
    </FilterDialog>
  );
}
