import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useSettings } from '../../../shared/definitions/useDefinitions';
import type { EntryNoteProps } from '../../../shared/forms/fields/form-view';
import { isObject, type JsonObject } from '../../../shared/forms/json';
import { formatDateTime, formatList } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { pickText } from '../../../shared/text/pick';

const kind_texts: Readonly<Record<string, MessageDescriptor>> = {
  phone: msg({ id: 'record.note.phone', message: 'telephone numbers' }),
  email: msg({ id: 'record.note.email', message: 'e-mail addresses' }),
  id: msg({ id: 'record.note.id', message: 'numbers of identity papers' }),
};

/** What is taken out of a note before it is stored, what was, and what the note said before. */
export function NoteMarks({ field, entry, canChange }: EntryNoteProps) {
  const language = useLanguage();
  const scrubbing = useSettings()?.note_scrubbing;
  if (field !== 'notes_section') return null;
  const explanation = canChange ? pickText(scrubbing?.explanation, language) : '';
  return (
    <>
      {explanation === '' ? null : <p className="soft">{explanation}</p>}
      <Scrubbed kinds={listOf(entry['note_scrubbed'])} />
      <Edits edits={listOf(entry['note_edits']).filter(isObject)} />
    </>
  );
}

function listOf(value: unknown): unknown[] {
  return Array.isArray(value) ? value : [];
}

function Scrubbed({ kinds }: { kinds: readonly unknown[] }) {
  const { i18n } = useLingui();
  const language = useLanguage();
  const names = kinds.flatMap((kind) => {
    const text = kind_texts[String(kind)];
    return text === undefined ? [] : [i18n._(text)];
  });
  if (names.length === 0) return null;
  const what = formatList(names, language);
  return (
    <p>
      <Trans id="record.note.scrubbed">Taken out before the note was stored: {what}.</Trans>
    </p>
  );
}

function Edits({ edits }: { edits: readonly JsonObject[] }) {
  if (edits.length === 0) return null;
  return (
    <details>
      <summary>
        <Trans id="record.note.edited">This note was changed. What it said before</Trans>
      </summary>
      <ol className="note-edits">
        {edits.toReversed().map((edit, index) => (
          <Edit key={index} edit={edit} />
        ))}
      </ol>
    </details>
  );
}

function Edit({ edit }: { edit: JsonObject }) {
  const language = useLanguage();
  const text = (name: string) => (typeof edit[name] === 'string' ? edit[name] : '');
  const when = formatDateTime(text('at'), language);
  const who = text('by');
  return (
    <li>
      <p className="soft">
        <Trans id="record.note.edit">
          Until {when}, when <bdi>{who}</bdi> changed it:
        </Trans>
      </p>
      {[text('note_subject'), text('note_text')].filter(Boolean).map((words, index) => (
        <p key={index} className="note-words" dir="auto">
          {words}
        </p>
      ))}
    </li>
  );
}
