import { Trans, useLingui } from '@lingui/react/macro';
import { AreaTexts } from '../../../shared/i18n/AreaTexts';
import { workTexts } from '../../../shared/text/work-texts';
import { ConfirmDialog } from '../../../shared/ui/ConfirmDialog';
import { Refusal } from '../../../shared/ui/Refusal';
import { type GivingProps, useTaskChange } from './giving';

/** Asks once before a task of one's own goes for good. */
export default function FinishDialog(props: GivingProps) {
  return (
    <AreaTexts ready={workTexts}>
      <Finish {...props} />
    </AreaTexts>
  );
}

function Finish({ id, what, onClose }: GivingProps) {
  const { t } = useLingui();
  const done = t({ id: 'giving.finished', message: 'The task is done.' });
  const finishing = useTaskChange(id, done, onClose);
  return (
    <ConfirmDialog
      title={t({ id: 'giving.finish_title', message: 'Is this task done?' })}
      confirm={<Trans id="giving.finish">It is done</Trans>}
      isPending={finishing.isPending}
      onConfirm={() => finishing.mutate({ done: true })}
      onClose={onClose}
    >
      <p>
        <bdi>{what}</bdi>
      </p>
      {finishing.error ? <Refusal error={finishing.error} /> : null}
    </ConfirmDialog>
  );
}
