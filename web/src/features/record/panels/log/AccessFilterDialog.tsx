import { useLingui } from '@lingui/react/macro';
import { use, useState } from 'react';
import { CheckboxGroup } from '../../../../shared/ui/CheckboxGroup';
import { DateInput } from '../../../../shared/ui/DateInput';
import { ManyChoices } from '../../../../shared/ui/ManyChoices';
import { recordTexts } from '../../../../shared/text/record-texts';
import { FilterDialog } from './FilterDialog';
import { access_actions, type AccessAction, type AccessFilters } from './log-filters';

interface AccessFilterDialogProps {
  /** Names of those the log has shown so far. */
  users: readonly string[];
  filters: AccessFilters;
  /** What the log shows at first. */
  initial: AccessFilters;
  onChange: (filters: AccessFilters) => void;
  onClose: () => void;
}

/** Whose use of the record to show, of which kind, and from when. */
export default function AccessFilterDialog(props: AccessFilterDialogProps) {
  const { users, filters, initial, onChange, onClose } = props;
  use(recordTexts);
  const { t } = useLingui();
  const [draft, setDraft] = useState(filters);
  const names = useActionNames();
  const known = [...new Set([...filters.users, ...users])];
  return (
    <FilterDialog
      onApply={() => onChange(draft)}
      onReset={() => onChange(initial)}
      onClose={onClose}
    >
      <CheckboxGroup
        label={t({ id: 'panel.log.actions', message: 'What was done' })}
        choices={access_actions.map((id) => ({ id, text: names[id] }))}
        value={[...draft.actions]}
        onChange={(chosen) =>
          setDraft({ ...draft, actions: access_actions.filter((one) => chosen.includes(one)) })
        }
      />
      <ManyChoices
        label={t({ id: 'panel.log.users', message: 'By whom' })}
        choices={known.map((id) => ({ id, text: id }))}
        value={draft.users}
        onChange={(chosen) => setDraft({ ...draft, users: chosen })}
      />
      <DateInput
        label={t({ id: 'filters.date_from', message: 'From' })}
        value={draft.from}
        onChange={(from) => setDraft({ ...draft, from })}
      />
      <DateInput
        label={t({ id: 'filters.date_to', message: 'To' })}
        value={draft.to}
        onChange={(to) => setDraft({ ...draft, to })}
      />
    </FilterDialog>
  );
}

function useActionNames(): Readonly<Record<AccessAction, string>> {
  const { t } = useLingui();
  return {
    show: t({ id: 'panel.log.show', message: 'Read' }),
    update: t({ id: 'panel.log.update', message: 'Changed' }),
    create: t({ id: 'panel.log.create', message: 'Registered' }),
    export: t({ id: 'panel.log.export', message: 'Exported or printed' }),
  };
}
