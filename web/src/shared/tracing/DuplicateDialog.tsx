import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Refusal } from '../ui/Refusal';
import { NoticeKind, notify } from '../ui/snackbar-store';
import { TextField } from '../ui/TextField';
import { decideDuplicate, DuplicateState, type Duplicate } from './duplicates';
import { useStoring } from './useStoring';

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
  const decision = useDuplicateDecision({ of, duplicate, onClose });
  const isReasonless = state === DuplicateState.different && note.trim() === '';
  const send = () => {
    setTried(true);
    if (!isReasonless) decision.store({ state, note: note.trim() });
  };
  return (
    <Dialog
      isOpen
      shape="form"
      title={title}
      onClose={decision.close}
      isDismissable={!decision.isPending}
      actions={
        <>
          <Button onPress={decision.close} isDisabled={decision.isPending}>
            <Trans id="form.confirm.cancel">Cancel</Trans>
          </Button>
          {decision.isLate ? null : (
            <Button kind="primary" onPress={send} isPending={decision.isPending}>
              {title}
            </Button>
          )}
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
        {decision.error ? <Refusal error={decision.error} /> : null}
      </div>
    </Dialog>
  );
}

/** Stores a decision on the two as they stood when it was begun, and says that it is done. */
function useDuplicateDecision({ of, duplicate, onClose }: Omit<DuplicateDialogProps, 'state'>) {
  const { t } = useLingui();
  const [seen] = useState(duplicate.state);
  return useStoring({
    send: (said: { state: DuplicateState; note: string }, key) =>
      decideDuplicate({ of, other: duplicate.case.id }, { ...said, seen }, key),
    onStored: () => {
      const text = t({ id: 'duplicates.decision.done', message: 'Your decision is stored.' });
      notify({ key: 'duplicates.decision', kind: NoticeKind.success, text });
      onClose();
    },
    onClose,
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
