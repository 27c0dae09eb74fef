import { Trans } from '@lingui/react/macro';
import type { RecordType } from '../../../../shared/wire/records';
import { useDeed } from '../../casework/useDeed';
import { WorkDialog } from '../../casework/WorkDialog';
import type { Relative } from './family';

interface CaseOfRelativeProps {
  type: RecordType;
  id: string;
  relative: Relative;
  onClose: () => void;
}

/** Makes a case of a relative: brothers and sisters need their own. */
export function CaseOfRelative({ type, id, relative, onClose }: CaseOfRelativeProps) {
  const { isPending, error, start } = useDeed(type, id, onClose);
  const name = <bdi>{relative.name}</bdi>;
  const submit = () =>
    type === 'cases'
      ? start({ method: 'POST', path: '/family', data: { family_detail_id: relative.id } })
      : start({ method: 'POST', path: '/case', data: { family_member_id: relative.id } });
  return (
    <WorkDialog
      title={<Trans id="panel.family.create">Create a case</Trans>}
      confirm={<Trans id="panel.family.create">Create a case</Trans>}
      isPending={isPending}
      error={error}
      onConfirm={submit}
      onClose={onClose}
    >
      <p>
        <Trans id="panel.family.create_text">
          {name} gets a case of their own with what is known here. You become responsible for it,
          and both cases belong to the same family.
        </Trans>
      </p>
    </WorkDialog>
  );
}
