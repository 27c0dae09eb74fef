import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { newId } from '../forms/new-id';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { FailureText } from '../ui/FailureText';
import { NoticeKind, notify } from '../ui/snackbar-store';
import { TextField } from '../ui/TextField';
import { decideDuplicate, DuplicateState, type Duplicate } from './duplicates';
import { tracingKey } from './traces';

interface DuplicateDialogProps {
  of: string;
  duplicate: Duplicate;
  state: DuplicateState;
  onClose: () => void;
}

/** Says what will follow from a decision on two cases, and asks why. */
export function DuplicateDialog({ of, duplicate, state, onClose }: DuplicateDialogProps) {
  const { t } = useLingui();
  const { title, effect } = useEffectTexts()[state];
  const [note, setNote] = useState('');
  const [isTried, setTried] = useState(false);
  const decision = useDuplicateDecision(of, duplicate.case.id, onClose);
  const isReasonless = state === DuplicateState.different && note.trim() === '';
  const send = () => {
    setTried(true);
    if (!isReasonless) decision.mutate({ state, note: note.trim(), key: newId() });
  };
  return (
    <Dialog
      isOpen
      shape="form"
      title={title}
      onClose={onClose}
      isDismissable={!decision.isPending}
      actions={
        <>
          <Button onPress={onClose} isDisabled={decision.isPending}>
            <Trans id="form.confirm.cancel">Cancel</Trans>
          </Button>
          <Button kind="primary" onPress={send} isPending={decision.isPending}>
            {title}
          </Button>
        </>
      }
    >
      <div className="stack">
        <p>{effect}</p>
        <TextField
          label={t({ id: 'duplicates.decision.note', message: 'Why?' })}
          rows={3}
          value={note}
          onChange={setNote}
          errorMessage={
            isTried && isReasonless
              ? t({ id: 'duplicates.decision.why', message: 'Write how you know.' })
              : undefined
          }
        />
        {decision.error ? (
          <div role="alert">
            <FailureText error={decision.error} />
          </div>
        ) : null}
      </div>
    </Dialog>
  );
}

interface Saying {
  state: DuplicateState;
  note: string;
  key: string;
}

/** Stores a decision and reads everything again that shows it. */
function useDuplicateDecision(of: string, other: string, onDone: () => void) {
  const queries = useQueryClient();
  const { t } = useLingui();
  return useMutation({
    mutationFn: (saying: Saying) => decideDuplicate({ of, other }, saying),
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: [tracingKey] });
      void queries.invalidateQueries({ queryKey: ['cases'] });
      const text = t({ id: 'duplicates.decision.done', message: 'Your decision is stored.' });
      notify({ key: 'duplicates.decision', kind: NoticeKind.success, text });
      onDone();
    },
  });
}

function useEffectTexts(): Readonly<Record<DuplicateState, { title: string; effect: string }>> {
  const { t } = useLingui();
  return {
    potential: {
      title: t({ id: 'duplicates.undo.title', message: 'Take the decision back' }),
      effect: t({
        id: 'duplicates.undo.effect',
        message: 'The two cases count as undecided again. A mark as duplicate is removed.',
      }),
    },
    same_child: {
      title: t({ id: 'duplicates.same_child.title', message: 'Mark as duplicate' }),
      effect: t({
        id: 'duplicates.same_child.effect',
        message:
          'The newer case becomes a duplicate of the older one. Nothing is merged or deleted.',
      }),
    },
    same_family: {
      title: t({ id: 'duplicates.same_family.title', message: 'Children of one family' }),
      effect: t({
        id: 'duplicates.same_family.effect',
        message: 'The two are not proposed as one child any more. Link them by a family record.',
      }),
    },
    different: {
      title: t({ id: 'duplicates.different.title', message: 'Two different children' }),
      effect: t({
        id: 'duplicates.different.effect',
        message: 'The two are not proposed again until much more speaks for one child.',
      }),
    },
    need_information: {
      title: t({ id: 'duplicates.need.title', message: 'More information needed' }),
      effect: t({
        id: 'duplicates.need.effect',
        message: 'The two stay in the list until somebody knows more.',
      }),
    },
  };
}
