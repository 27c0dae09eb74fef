import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useAnswerText } from '../../shared/forms/fields/answer-text';
import { headerParts } from '../../shared/forms/fields/entry-header';
import { useLabel } from '../../shared/forms/fields/useFieldTexts';
import { isBlank, isObject, type Json } from '../../shared/forms/json';
import type { OptionBook } from '../../shared/forms/options';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { RadioGroup } from '../../shared/ui/RadioGroup';
import type { Choice, Clash, Meeting } from './conflicts';

interface ConflictDialogProps {
  meeting: Meeting;
  options: OptionBook;
  onResolve: (choices: Readonly<Record<string, Choice>>) => void;
  onClose: () => void;
}

/** Two people answered the same questions differently: this person decides, one by one. */
export default function ConflictDialog(props: ConflictDialogProps) {
  const { meeting, options, onResolve, onClose } = props;
  const [choices, setChoices] = useState<Readonly<Record<string, Choice>>>({});
  const open = meeting.clashes.filter((clash) => choices[clash.pointer] === undefined).length;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      shape="wide"
      isDismissable={false}
      title={<Trans id="record.conflict.title">Somebody else changed this record meanwhile</Trans>}
      actions={
        <>
          <Button onPress={onClose}>
            <Trans id="record.conflict.back">Back to the form</Trans>
          </Button>
          <Button kind="primary" isDisabled={open > 0} onPress={() => onResolve(choices)}>
            <Trans id="record.conflict.save">Save with these answers</Trans>
          </Button>
        </>
      }
    >
      <p>
        <Trans id="record.conflict.text">
          Your other changes fit together with theirs. Please decide which of these answers is
          right. What you do not choose stays in the change log.
        </Trans>
      </p>
      {meeting.clashes.map((clash) => (
        <ClashChoice
          key={clash.pointer}
          clash={clash}
          options={options}
          choice={choices[clash.pointer]}
          onChoose={(choice) => setChoices({ ...choices, [clash.pointer]: choice })}
        />
      ))}
    </Dialog>
  );
}

interface ClashChoiceProps {
  clash: Clash;
  options: OptionBook;
  choice: Choice | undefined;
  onChoose: (choice: Choice) => void;
}

function ClashChoice({ clash, options, choice, onChoose }: ClashChoiceProps) {
  const { t } = useLingui();
  const labelOf = useLabel();
  const text = useAnswerText(options);
  const field = clash.fields.at(-1);
  const parent = clash.fields[0];
  if (field === undefined || parent === undefined) return null;
  const isWholeEntry = clash.fields.length === 1 && clash.entry !== undefined;
  const entry =
    clash.entry === undefined ? [] : headerParts(parent, clash.entry, { text, labelOf });
  const label = isWholeEntry
    ? [labelOf(parent), ...entry].join(' · ')
    : [...(clash.entry === undefined ? [] : [labelOf(parent), ...entry]), labelOf(field)].join(
        ' · ',
      );
  const shown = (value: Json | undefined) => {
    if (isWholeEntry) {
      return isObject(value) && value['_destroy'] !== true
        ? t({ id: 'record.conflict.keep_entry', message: 'Keep the entry' })
        : t({ id: 'record.conflict.remove_entry', message: 'Remove the entry' });
    }
    return isBlank(value)
      ? t({ id: 'record.conflict.empty', message: 'no answer' })
      : text(field, value);
  };
  const mine = shown(clash.mine);
  const theirs = shown(clash.theirs);
  return (
    <RadioGroup
      label={label}
      value={choice ?? null}
      onChange={(value) => onChoose(value === 'mine' ? 'mine' : 'theirs')}
      choices={[
        { id: 'mine', text: t({ id: 'record.conflict.mine', message: `Mine: ${mine}` }) },
        { id: 'theirs', text: t({ id: 'record.conflict.theirs', message: `Theirs: ${theirs}` }) },
      ]}
    />
  );
}
