import { lazy } from 'react';
import type { EntryNoteProps } from '../../shared/forms/fields/form-view';
import { Fetched } from '../../shared/ui/Fetched';
import { NoteMarks } from './notes/NoteMarks';

const CaseOfEntry = lazy(() => import('./panels/links/CaseOfEntry'));
const ReferService = lazy(() => import('./sharing/ReferService'));

/** Whose members may have cases of their own. */
const families: Readonly<Record<string, 'cases' | 'families'>> = {
  family_details_section: 'cases',
  family_members: 'families',
};

/** What else there is to say and do about an entry, above its questions. */
export function EntryNotes(props: EntryNoteProps) {
  const { field, entry, canChange, onClose } = props;
  const family = families[field];
  if (field !== 'services_section' && family === undefined) return <NoteMarks {...props} />;
  if (canChange) return null;
  return (
    <Fetched>
      {family === undefined ? (
        <ReferService entry={entry} onClose={onClose} />
      ) : (
        <CaseOfEntry type={family} entry={entry} onClose={onClose} />
      )}
    </Fetched>
  );
}
