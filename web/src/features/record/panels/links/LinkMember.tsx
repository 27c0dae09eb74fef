import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { newId } from '../../../../shared/forms/new-id';
import { NoticeKind, notify } from '../../../../shared/ui/snackbar-store';
import type { RecordData, RecordType } from '../../../../shared/wire/records';
import { send } from '../../casework/casework.wire';
import { recordKey } from '../../useRecord';
import type { Relative } from './family';
import { RecordPicker } from '../../../../shared/picker/RecordPicker';

interface LinkMemberProps {
  /** The record in sight: the family, or a case that belongs to it. */
  type: RecordType;
  id: string;
  family: string;
  relative: Relative;
  /** Cases that have a place in the family already. */
  without: readonly string[];
  onClose: () => void;
}

/** Finds the case that a member of a family has already, and puts it into the family. */
export function LinkMember({ type, id, family, relative, without, onClose }: LinkMemberProps) {
  const { t } = useLingui();
  const queries = useQueryClient();
  const data = { family_id: family, family_member_id: relative.id };
  const link = useMutation({
    mutationFn: (child: string) =>
      send(`/cases/${child}`, { method: 'PATCH', path: '', data }, newId()),
    onSuccess: async () => {
      await queries.refetchQueries({ queryKey: recordKey(type, id) });
      const text = t({ id: 'record.action.done', message: 'The change is saved.' });
      notify({ key: 'record.action', kind: NoticeKind.success, text });
      onClose();
    },
  });
  const name = <bdi>{relative.name}</bdi>;
  return (
    <RecordPicker
      type="cases"
      title={t({ id: 'panel.family.join', message: 'Link a case' })}
      isPending={link.isPending}
      error={link.error}
      without={without}
      unfit={(found) => (isInFamily(found) ? <InFamily /> : undefined)}
      onPick={(found) => link.mutate(found.id)}
      onClose={onClose}
    >
      <p>
        <Trans id="panel.family.join_text">
          Which case is the one of {name}? It will belong to this family.
        </Trans>
      </p>
    </RecordPicker>
  );
}

/** A case leaves its family by a step of its own, never by being found. */
function isInFamily(record: RecordData): boolean {
  return typeof record['family_id'] === 'string' && record['family_id'] !== '';
}

function InFamily() {
  return (
    <span className="soft">
      <Trans id="panel.family.join_not">Belongs to another family</Trans>
    </span>
  );
}
