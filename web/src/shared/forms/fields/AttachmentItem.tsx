import { Trans, useLingui } from '@lingui/react/macro';
import { lazy } from 'react';
import type { Shown } from '../../capture/ViewFrame';
import { FieldType } from '../../wire/forms';
import { formatDate } from '../../i18n/format';
import { useLanguage } from '../../i18n/useLanguage';
import { Button } from '../../ui/Button';
import { Checkbox } from '../../ui/Checkbox';
import { HeldPicture } from '../../ui/HeldPicture';
import { useLine } from '../../ui/useOnline';
import { Line } from '../../wire/connection';
import { Fetched } from '../../ui/Fetched';
import { Icon } from '../../ui/Icon';
import { TextField } from '../../ui/TextField';
import type { FieldDefinition } from '../definition';
import type { JsonObject } from '../json';
import { pendingKey } from './attachments';
import { EditPhoto } from './EditPhoto';
import { useFormView } from './form-view';
import { ReadDocument } from './ReadDocument';

const ScanNote = lazy(() => import('../files/ScanNote'));

interface AttachmentItemProps {
  field: FieldDefinition;
  attachment: JsonObject;
  /** How it is looked at, when it is a picture. */
  picture: Shown | undefined;
  onShow: () => void;
  /** Absent where files are only looked at. */
  onChange?: (attachment: JsonObject) => void;
  onRemove?: () => void;
}

function textIn(attachment: JsonObject, key: string): string {
  const value = attachment[key];
  return typeof value === 'string' ? value : '';
}

/** One file: its picture, sound or name, what is known about it, and a way to remove it. */
export function AttachmentItem(props: AttachmentItemProps) {
  const { field, attachment, picture, onShow, onChange, onRemove } = props;
  const { t } = useLingui();
  const name = textIn(attachment, 'file_name');
  return (
    <li className="attachment">
      <File {...{ field, attachment, picture, onShow, name }} />
      {textIn(attachment, 'scan') === '' ? null : (
        <Fetched>
          <ScanNote
            state={textIn(attachment, 'scan')}
            isDocument={field.type === FieldType.document}
          />
        </Fetched>
      )}
      {field.type === FieldType.document && onChange !== undefined ? (
        <Details attachment={attachment} onChange={onChange} />
      ) : field.type === FieldType.audio ? (
        <Transcript attachment={attachment} onChange={onChange} />
      ) : (
        <Facts attachment={attachment} />
      )}
      {onChange === undefined ? null : <EditPhoto attachment={attachment} onChange={onChange} />}
      {onRemove === undefined ? null : (
        <Button
          kind="quiet"
          onPress={onRemove}
          aria-label={t({ id: 'form.file.remove_of', message: `Remove the file ${name}` })}
        >
          <Icon name="close" size={20} />
          <Trans id="form.file.remove">Remove</Trans>
        </Button>
      )}
    </li>
  );
}

/** As the server found it to be; what is not saved yet the server cannot draw. */
function isPdf(attachment: JsonObject): boolean {
  return textIn(attachment, 'content_type') === 'application/pdf';
}

interface FileProps extends Pick<AttachmentItemProps, 'field' | 'attachment' | 'picture'> {
  name: string;
  onShow: () => void;
}

function File({ field, attachment, name, picture, onShow }: FileProps) {
  const { t } = useLingui();
  const view = useFormView();
  const key = pendingKey(attachment);
  const local = key === undefined ? undefined : view.files.url(key);
  // In field mode not even a file is asked for.
  const isField = useLine() === Line.field;
  const url = local ?? (isField ? '' : textIn(attachment, 'attachment_url'));
  const alt = picture?.alt ?? name;
  if (url === '') return <bdi>{name}</bdi>;
  if (field.type === FieldType.photo) {
    return (
      <HeldPicture name={alt} isHere={local !== undefined}>
        <Button
          kind="quiet"
          onPress={onShow}
          aria-label={t({ id: 'form.photo.show', message: `Enlarge: ${alt}` })}
        >
          <span className="photo">
            <img src={local ?? `${url}?size=thumb`} loading="lazy" decoding="async" alt={alt} />
          </span>
        </Button>
      </HeldPicture>
    );
  }
  if (field.type === FieldType.audio) {
    return (
      <div className="sound">
        <bdi>{name}</bdi>
        <audio controls preload="none" src={url} aria-label={name} />
      </div>
    );
  }
  return (
    <>
      <a href={url} download={name} className="document">
        <Icon name="cases" size={20} />
        <bdi>{name}</bdi>
      </a>
      {picture === undefined ? null : (
        <Button
          kind="quiet"
          onPress={onShow}
          aria-label={t({ id: 'form.photo.show', message: `Enlarge: ${alt}` })}
        >
          <Icon name="eye" size={20} />
        </Button>
      )}
      {local === undefined && isPdf(attachment) ? <ReadDocument url={url} name={name} /> : null}
    </>
  );
}

function Facts({ attachment }: { attachment: JsonObject }) {
  const language = useLanguage();
  const date = textIn(attachment, 'date');
  const lines = [textIn(attachment, 'description'), textIn(attachment, 'comments')];
  return (
    <div className="attachment-facts">
      {date === '' ? null : (
        <p className="soft">
          <bdi>{formatDate(date, language)}</bdi>
        </p>
      )}
      {lines
        .filter((line) => line !== '')
        .map((line) => (
          <p key={line}>
            <bdi>{line}</bdi>
          </p>
        ))}
      {attachment['is_current'] === true ? (
        <p>
          <Trans id="form.document.is_current">Current document</Trans>
        </p>
      ) : null}
    </div>
  );
}

interface TranscriptProps {
  attachment: JsonObject;
  onChange: AttachmentItemProps['onChange'];
}

const transcript_length_max = 5000;

/** What is said in a recording, for whoever cannot hear it. */
function Transcript({ attachment, onChange }: TranscriptProps) {
  const { t } = useLingui();
  const words = textIn(attachment, 'comments');
  const label = t({ id: 'form.sound.transcript', message: 'What is said (transcript)' });
  if (onChange !== undefined) {
    return (
      <TextField
        label={label}
        rows={3}
        maxLength={transcript_length_max}
        value={words}
        onChange={(comments) => onChange({ ...attachment, comments })}
      />
    );
  }
  return (
    <>
      <Facts attachment={{ ...attachment, comments: '' }} />
      {words === '' ? null : (
        <div className="attachment-facts">
          <p className="soft">{label}</p>
          <p className="answer-long" dir="auto">
            {words}
          </p>
        </div>
      )}
    </>
  );
}

interface DetailsProps {
  attachment: JsonObject;
  onChange: (attachment: JsonObject) => void;
}

function Details({ attachment, onChange }: DetailsProps) {
  const { hasNoCurrentDocument } = useFormView();
  const change = (key: string) => (value: string | boolean) =>
    onChange({ ...attachment, [key]: value });
  return (
    <div className="attachment-details">
      <TextField
        label={<Trans id="form.document.description">Description</Trans>}
        value={textIn(attachment, 'description')}
        onChange={change('description')}
      />
      <TextField
        label={<Trans id="form.document.date">Date of the document</Trans>}
        type="date"
        textDirection="ltr"
        value={textIn(attachment, 'date').slice(0, 10)}
        onChange={change('date')}
      />
      <TextField
        label={<Trans id="form.document.comments">Comments</Trans>}
        value={textIn(attachment, 'comments')}
        onChange={change('comments')}
      />
      {hasNoCurrentDocument === true ? null : (
        <Checkbox isSelected={attachment['is_current'] === true} onChange={change('is_current')}>
          <Trans id="form.document.current">This is the current document</Trans>
        </Checkbox>
      )}
    </div>
  );
}
