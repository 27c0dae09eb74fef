import { lazy } from 'react';
import type { EntryNoteProps } from '../../shared/forms/fields/form-view';
import { Fetched } from '../../shared/ui/Fetched';
import { NoteMarks } from './notes/NoteMarks';

const ReferService = lazy(() => import('./sharing/ReferService'));

/** What else there is to say and do about an entry, above its questions. */
export function EntryNotes(props: EntryNoteProps) {
  if (props.field !== 'services_section') return <NoteMarks {...props} />;
  if (props.canChange) return null;
  return (
    <Fetched>
      <ReferService entry={props.entry} onClose={props.onClose} />
    </Fetched>
  );
}
