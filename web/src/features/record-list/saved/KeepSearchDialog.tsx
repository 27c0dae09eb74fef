import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { AreaTexts } from '../../../shared/i18n/AreaTexts';
import type { ListQuery } from '../../../shared/records/list-query';
import { useUser } from '../../../shared/session/useSession';
import { Refusal } from '../../../shared/ui/Refusal';
import type { RecordType } from '../../../shared/wire/records';
import { keepSearch, savedSearchesQuery } from './saved-searches';
import { workTexts } from '../../../shared/text/work-texts';
import { SearchName } from './SearchName';
import { SharingFields } from './SharingFields';
import { SearchForm } from './SearchForm';

interface KeepSearchDialogProps {
  type: RecordType;
  query: ListQuery;
  onClose: () => void;
}

/** Gives the search in sight a name and keeps it. */
export default function KeepSearchDialog(props: KeepSearchDialogProps) {
  return (
    <AreaTexts ready={workTexts}>
      <KeepSearch {...props} />
    </AreaTexts>
  );
}

function KeepSearch({ type, query, onClose }: KeepSearchDialogProps) {
  const { t } = useLingui();
  const { module_unique_ids: modules } = useUser();
  const queries = useQueryClient();
  const [name, setName] = useState('');
  const [isMissing, setMissing] = useState(false);
  const [isPinned, setPinned] = useState(true);
  const [groups, setGroups] = useState<string[]>([]);
  const keeping = useMutation({
    mutationFn: () => keepSearch({ name: name.trim(), type, modules, query, isPinned, groups }),
    onSuccess: async () => {
      await queries.invalidateQueries(savedSearchesQuery);
      onClose();
    },
  });
  const submit = () => {
    setMissing(name.trim() === '');
    if (name.trim() !== '') keeping.mutate();
  };
  return (
    <SearchForm
      title={t({ id: 'saved.keep.title', message: 'Save this search' })}
      isPending={keeping.isPending}
      onSave={submit}
      onClose={onClose}
    >
      <p>
        <Trans id="saved.keep.note">
          Filters and searched words are kept. Only you see it, unless you share it.
        </Trans>
      </p>
      <SearchName value={name} onChange={setName} isMissing={isMissing} />
      <SharingFields
        isPinned={isPinned}
        onPin={setPinned}
        groups={groups}
        onGroups={setGroups}
        hasWords={query.search !== undefined}
      />
      {keeping.isError ? <Refusal error={keeping.error} /> : null}
    </SearchForm>
  );
}
