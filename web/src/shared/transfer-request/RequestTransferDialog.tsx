import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { use, useState } from 'react';
import { newId } from '../forms/new-id';
import { workTexts } from '../text/work-texts';
import { Button } from '../ui/Button';
import { Checkbox } from '../ui/Checkbox';
import { Dialog } from '../ui/Dialog';
import { FailureText } from '../ui/FailureText';
import { NoticeKind, notify } from '../ui/snackbar-store';
import { TextField } from '../ui/TextField';
import type { RecordData } from '../wire/records';
import { KnownFacts } from './KnownFacts';
import { sendTransferRequest } from './transfer-request.wire';

interface RequestTransferDialogProps {
  record: RecordData;
  onClose: () => void;
}

/** What may be known of the case, and what the owner is told. */
export default function RequestTransferDialog({ record, onClose }: RequestTransferDialogProps) {
  use(workTexts);
  const { t } = useLingui();
  const [notes, setNotes] = useState('');
  const [isAgreed, setAgreed] = useState(false);
  const [isMissing, setMissing] = useState(false);
  const [key] = useState(newId);
  const request = useMutation({
    mutationFn: () => sendTransferRequest(record.id, { notes: notes.trim(), isAgreed }, key),
    onSuccess: () => {
      const text = t({ id: 'transfer_request.sent', message: 'The owner was asked.' });
      notify({ key: 'transfer-request', kind: NoticeKind.success, text });
      onClose();
    },
  });
  const send = () => {
    setMissing(notes.trim() === '');
    if (notes.trim() !== '') request.mutate();
  };
  return (
    <Dialog
      isOpen
      shape="form"
      title={<Trans id="transfer_request.title">Ask for this case</Trans>}
      onClose={onClose}
      isDismissable={!request.isPending}
      actions={
        <>
          <Button onPress={onClose} isDisabled={request.isPending}>
            <Trans id="transfer_request.cancel">Cancel</Trans>
          </Button>
          <Button kind="primary" onPress={send} isPending={request.isPending}>
            <Trans id="transfer_request.send">Send the request</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans id="transfer_request.text">
          The owner sees your request and answers it. If they agree, the case becomes yours.
        </Trans>
      </p>
      <KnownFacts record={record} />
      <TextField
        label={t({ id: 'transfer_request.notes', message: 'Why you ask for it' })}
        rows={3}
        value={notes}
        onChange={setNotes}
        isRequired
        errorMessage={
          isMissing && notes.trim() === '' ? (
            <Trans id="transfer_request.notes_missing">Tell the owner why.</Trans>
          ) : null
        }
      />
      <Checkbox isSelected={isAgreed} onChange={setAgreed}>
        <Trans id="transfer_request.agreed">The child or caregiver agrees to this transfer</Trans>
      </Checkbox>
      {request.isError ? <FailureText error={request.error} /> : null}
    </Dialog>
  );
}
