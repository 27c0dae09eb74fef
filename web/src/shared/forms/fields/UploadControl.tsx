import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { FileTrigger } from 'react-aria-components/FileTrigger';
import { FieldType } from '../../wire/forms';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import type { FieldDefinition } from '../definition';
import { useAnswer } from '../engine/hooks';
import type { JsonObject } from '../json';
import { rowsOf } from '../merge/rows';
import { anchorOf } from './anchor';
import { NoAnswer } from './Answer';
import { AttachmentItem } from './AttachmentItem';
import {
  acceptedTypes,
  attachmentsOf,
  attachmentType,
  fileProblem,
  type FileProblem,
  pendingFile,
} from './attachments';
import { type ControlProps, useFormView } from './form-view';
import { GroupLabel, GroupNotes } from './GroupParts';
import { Guidance } from './Guidance';
import { shrunkPhoto } from './photo';
import { useFieldTexts, useGroupIds } from './useFieldTexts';

type Problem = FileProblem | 'unreadable';

/** Photos, sound files or documents of a field: to look at, and where allowed to add and remove. */
export default function UploadControl({ field, form }: ControlProps) {
  const view = useFormView();
  const [value, set] = useAnswer(field.name);
  const texts = useFieldTexts(field);
  const ids = useGroupIds();
  const { add, problem } = useAdding(field);
  const canChange = view.mode !== 'view' && !field.disabled && !view.isReadOnly(form);
  const items = attachmentsOf(value);
  const replace = (item: JsonObject, next: JsonObject | undefined) =>
    set(rowsOf(value).flatMap((one) => (one !== item ? [one] : next === undefined ? [] : [next])));
  const remove = (item: JsonObject) => {
    const stored = item['id'] !== undefined;
    const mark = { id: item['id'], _destroy: true, attachment_type: attachmentType(field) };
    replace(item, stored ? mark : undefined);
  };
  return (
    <div
      className="field uploads"
      id={anchorOf(form, field.name)}
      tabIndex={-1}
      role="group"
      aria-labelledby={ids.label}
      aria-describedby={ids.notes}
    >
      <GroupLabel id={ids.label} texts={canChange ? texts : { ...texts, isRequired: false }} />
      {items.length === 0 && !canChange ? <NoAnswer /> : null}
      <ul className={field.type === FieldType.photo ? 'attachments photos' : 'attachments'}>
        {items.map((item, index) => (
          <AttachmentItem
            key={String(item['id'] ?? item['attachment'] ?? index)}
            field={field}
            attachment={item}
            {...(canChange
              ? {
                  onChange: (next: JsonObject) => replace(item, next),
                  onRemove: () => remove(item),
                }
              : {})}
          />
        ))}
      </ul>
      {canChange ? <Pickers field={field} label={texts.label} onFiles={add} /> : null}
      {problem === undefined ? null : <FileProblemText problem={problem} />}
      <GroupNotes id={ids.notes} texts={canChange ? texts : { ...texts, description: undefined }} />
      {canChange ? <Guidance field={field} /> : null}
    </div>
  );
}

function useAdding(field: FieldDefinition) {
  const view = useFormView();
  const [value, set] = useAnswer(field.name);
  const [problem, setProblem] = useState<Problem>();
  const add = async (files: readonly File[]) => {
    setProblem(undefined);
    const added: JsonObject[] = [];
    for (const file of files) {
      const wrong = fileProblem(field, file);
      const ready = wrong === undefined ? await prepared(field, file, view.photoSide) : undefined;
      if (ready === undefined) setProblem(wrong ?? 'unreadable');
      else {
        const type = attachmentType(field);
        added.push({
          attachment: pendingFile(view.files.put(ready)),
          attachment_type: type,
          file_name: type === 'image' ? jpegName(file.name) : file.name,
          content_type: ready.type,
          date: view.now().today,
          ...(type === 'document' ? { description: '', comments: '', is_current: false } : {}),
        });
      }
    }
    if (added.length > 0) set([...rowsOf(value), ...added]);
  };
  return { add, problem };
}

async function prepared(
  field: FieldDefinition,
  file: File,
  side: number,
): Promise<Blob | undefined> {
  if (attachmentType(field) !== 'image') return file;
  try {
    return await shrunkPhoto(file, side);
  } catch {
    return undefined;
  }
}

function jpegName(name: string): string {
  return `${name.replace(/\.[^.]*$/, '') || 'photo'}.jpg`;
}

interface PickersProps {
  field: FieldDefinition;
  label: string;
  onFiles: (files: readonly File[]) => void;
}

function Pickers({ field, label, onFiles }: PickersProps) {
  const { t } = useLingui();
  const pick = (list: FileList | null) => onFiles(Array.from(list ?? []));
  const isPhoto = field.type === FieldType.photo;
  return (
    <div className="row">
      <FileTrigger acceptedFileTypes={acceptedTypes(field)} allowsMultiple onSelect={pick}>
        <Button aria-label={t({ id: 'form.file.choose_for', message: `Choose a file: ${label}` })}>
          <Icon name="plus" size={20} />
          <Trans id="form.file.choose">Choose a file</Trans>
        </Button>
      </FileTrigger>
      {isPhoto ? (
        <FileTrigger
          acceptedFileTypes={acceptedTypes(field)}
          defaultCamera="environment"
          onSelect={pick}
        >
          <Button>
            <Icon name="photo" size={20} />
            <Trans id="form.file.camera">Take a photo</Trans>
          </Button>
        </FileTrigger>
      ) : null}
    </div>
  );
}

function FileProblemText({ problem }: { problem: Problem }) {
  return (
    <p className="field-error" role="alert">
      <Icon name="warning" size={20} />
      <span>
        {problem === 'too_large' ? (
          <Trans id="form.file.too_large">This file is larger than 20 MB.</Trans>
        ) : problem === 'wrong_type' ? (
          <Trans id="form.file.wrong_type">Files of this kind cannot be added here.</Trans>
        ) : problem === 'empty' ? (
          <Trans id="form.file.empty">This file is empty.</Trans>
        ) : (
          <Trans id="form.file.unreadable">This picture cannot be read.</Trans>
        )}
      </span>
    </p>
  );
}
