import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { AreaTexts } from '../../../shared/i18n/AreaTexts';
import { workTexts } from '../../../shared/text/work-texts';
import { Button } from '../../../shared/ui/Button';
import { ComboBox } from '../../../shared/ui/ComboBox';
import { Dialog } from '../../../shared/ui/Dialog';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { Refusal } from '../../../shared/ui/Refusal';
import { Skeleton } from '../../../shared/ui/Skeleton';
import { type GivingProps, takersQuery, useTaskChange } from './giving';

/** Asks who is to do a task. */
export default function GiveDialog(props: GivingProps) {
  return (
    <AreaTexts ready={workTexts}>
      <Give {...props} />
    </AreaTexts>
  );
}

function Give({ id, what, onClose }: GivingProps) {
  const { t } = useLingui();
  const [to, setTo] = useState<string | null>(null);
  const [isTried, setTried] = useState(false);
  const takers = useQuery(takersQuery(id));
  const done = t({ id: 'giving.done', message: 'The task was given away.' });
  const giving = useTaskChange(id, done, onClose);
  const submit = () => {
    setTried(true);
    if (to !== null) giving.mutate({ assigned_to: to });
  };
  return (
    <Dialog
      isOpen
      shape="form"
      onClose={onClose}
      isDismissable={!giving.isPending}
      title={t({ id: 'giving.title', message: 'Give the task away' })}
      actions={
        <>
          <Button onPress={onClose} isDisabled={giving.isPending}>
            <Trans id="snooze.cancel">Cancel</Trans>
          </Button>
          <Button kind="primary" onPress={submit} isPending={giving.isPending}>
            <Trans id="giving.action">Give</Trans>
          </Button>
        </>
      }
    >
      <p>
        <bdi>{what}</bdi>
      </p>
      <p className="soft">
        <Trans id="giving.note">
          Only people who may open this case are listed. They are told, and the case stays with its
          owner.
        </Trans>
      </p>
      {takers.isPending ? <Skeleton lines={2} /> : null}
      {takers.isError ? (
        <ErrorState error={takers.error} onRetry={() => void takers.refetch()} />
      ) : null}
      {takers.data?.length === 0 ? (
        <p>
          <Trans id="giving.nobody">Nobody else may open this case and has tasks.</Trans>
        </p>
      ) : null}
      {takers.data === undefined || takers.data.length === 0 ? null : (
        <ComboBox
          label={t({ id: 'giving.to', message: 'Who does it' })}
          choices={takers.data.map(({ user_name: name, full_name: full }) => ({
            id: name,
            text: full === '' ? name : `${full} · ${name}`,
          }))}
          value={to}
          onChange={setTo}
          isRequired
          errorMessage={
            isTried && to === null ? <Trans id="giving.missing">Choose a person.</Trans> : null
          }
        />
      )}
      {giving.error ? <Refusal error={giving.error} /> : null}
    </Dialog>
  );
}
