import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { use, useState } from 'react';
import { settingsQuery } from '../../../shared/definitions/definitions';
import { useSettings } from '../../../shared/definitions/useDefinitions';
import { Button } from '../../../shared/ui/Button';
import { Dialog } from '../../../shared/ui/Dialog';
import { Refusal } from '../../../shared/ui/Refusal';
import { Select } from '../../../shared/ui/Select';
import { NoticeKind, notify } from '../../../shared/ui/snackbar-store';
import { type Arrangement, usual, usual_role } from './arrangement';
import { ArrangeList } from './ArrangeList';
import { presetTexts } from './preset-texts';
import { fetchRoleNames, sendPreset } from './presets.wire';
import { sectionNames } from './sections';

/** How the page of a role looks until somebody arranges their own. */
export default function PresetDialog({ onClose }: { onClose: () => void }) {
  use(presetTexts);
  const { t } = useLingui();
  const [role, setRole] = useState<string>(usual_role);
  const [changed, setChanged] = useState<Arrangement>();
  const presets = useSettings()?.home_presets ?? {};
  const save = useSaving(role, onClose);
  const chosen = changed ?? presets[role] ?? usual;
  const every = t({ id: 'preset.every', message: 'All roles without a page of their own' });
  const roles = useQuery({ queryKey: ['roles', 'names'], queryFn: fetchRoleNames }).data ?? [];
  return (
    <Dialog
      shape="side"
      isOpen
      onClose={onClose}
      isDismissable={!save.isPending}
      title={t({ id: 'arrange.preset', message: 'Arrange the page of a role' })}
      actions={
        <>
          <Button
            isDisabled={presets[role] === undefined || save.isPending}
            onPress={() => save.mutate(null)}
          >
            <Trans id="preset.remove">Take away</Trans>
          </Button>
          <Button kind="primary" isPending={save.isPending} onPress={() => save.mutate(chosen)}>
            <Trans id="preset.save">Save for the role</Trans>
          </Button>
        </>
      }
    >
      <Select
        label={t({ id: 'preset.role', message: 'Role' })}
        choices={[
          { id: usual_role, text: every },
          ...roles.map(({ unique_id: id, name }) => ({ id, text: name })),
        ]}
        value={role}
        onChange={(id) => {
          setRole(id ?? role);
          setChanged(undefined);
        }}
      />
      <p className="soft">
        <Trans id="preset.note">
          Everybody of the role sees this page first and may arrange their own. A part without a
          right of the role is not shown anyway.
        </Trans>
      </p>
      <ArrangeList sections={sectionNames} chosen={chosen} onChange={setChanged} />
      {save.isError ? <Refusal error={save.error} /> : null}
    </Dialog>
  );
}

function useSaving(role: string, onSaved: () => void) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const text = t({ id: 'preset.saved', message: 'The page of the role is saved.' });
  return useMutation({
    mutationFn: (preset: Arrangement | null) => sendPreset(role, preset),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: settingsQuery.queryKey });
      notify({ key: 'home.preset', kind: NoticeKind.success, text });
      onSaved();
    },
  });
}
