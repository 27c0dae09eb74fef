import { Trans } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { FieldType } from '../../wire/forms';
import { Fetched } from '../../ui/Fetched';
import { Icon } from '../../ui/Icon';
import { useAnswer } from '../engine/hooks';
import type { JsonObject } from '../json';
import { rowsOf } from '../merge/rows';
import { anchorOf } from './anchor';
import { NoAnswer } from './Answer';
import { AttachmentItem } from './AttachmentItem';
import { attachmentsOf, attachmentType, pendingKey } from './attachments';
import { FilePickers } from './FilePickers';
import { type ControlProps, useFormView } from './form-view';
import { GroupLabel, GroupNotes } from './GroupParts';
import { Guidance } from './Guidance';
import { usePictures } from './pictures';
import { type AddingProblem, useAdding } from './useAdding';
import { useFieldTexts, useGroupIds } from './useFieldTexts';

const ViewerDialog = lazy(() => import('../../capture/ViewerDialog'));

/** Photos, sound files or documents of a field: to look at, and where allowed to add and remove. */
export default function UploadControl({ field, form }: ControlProps) {
  const view = useFormView();
  const [value, set] = useAnswer(field.name);
  const texts = useFieldTexts(field);
  const ids = useGroupIds();
  const { add, problem } = useAdding(field);
  const canChange = view.mode !== 'view' && !field.disabled && !view.isReadOnly(form);
  const items = attachmentsOf(value);
  const pictureOf = usePictures(view.files);
  const pictures = items.map(pictureOf).filter((picture) => picture !== undefined);
  const [shown, setShown] = useState<number>();
  const replace = (item: JsonObject, next: JsonObject | undefined) =>
    set(rowsOf(value).flatMap((one) => (one !== item ? [one] : next === undefined ? [] : [next])));
  const remove = (item: JsonObject) => {
    const key = pendingKey(item);
    if (key !== undefined) view.files.drop(key);
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
            picture={pictureOf(item)}
            onShow={() => setShown(pictures.findIndex(({ url }) => url === pictureOf(item)?.url))}
            {...(canChange
              ? {
                  onChange: (next: JsonObject) => replace(item, next),
                  onRemove: () => remove(item),
                }
              : {})}
          />
        ))}
      </ul>
      {canChange ? <FilePickers field={field} label={texts.label} onFiles={add} /> : null}
      {problem === undefined ? null : <FileProblemText problem={problem} />}
      <GroupNotes id={ids.notes} texts={canChange ? texts : { ...texts, description: undefined }} />
      {canChange ? <Guidance field={field} /> : null}
      {shown === undefined ? null : (
        <Fetched onFailed={() => setShown(undefined)}>
          <ViewerDialog pictures={pictures} start={shown} onClose={() => setShown(undefined)} />
        </Fetched>
      )}
    </div>
  );
}

function FileProblemText({ problem }: { problem: AddingProblem }) {
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
