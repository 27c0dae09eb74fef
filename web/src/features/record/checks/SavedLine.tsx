import { Trans } from '@lingui/react/macro';
import { use } from 'react';
import { useDirty } from '../../../shared/forms/engine/hooks';
import type { FormStore } from '../../../shared/forms/engine/store';
import { formatDateTime } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { useAfterPaint } from '../../../shared/ui/useAfterPaint';
import { recordTexts } from '../../../shared/text/record-texts';
import './checks.css';

interface SavedLineProps {
  /** When the record was last saved; undefined where it was never, or stands elsewhere. */
  at?: unknown;
  /** The form that is filled in; undefined where nobody types, or where it stands elsewhere. */
  store?: FormStore | undefined;
  /** How many required answers are missing, where records may lack some. */
  lacking?: () => number;
}

/** When the record was last saved, and whether answers are still only in this window. */
export default function SavedLine({ at, store, lacking }: SavedLineProps) {
  use(recordTexts);
  const language = useLanguage();
  const lacks = lacking?.() ?? 0;
  return (
    <p className="record-saved">
      {typeof at === 'string' && at !== '' ? (
        <span>
          <Trans id="record.saved_at" comment="Followed by a day and a time.">
            Last saved: <bdi>{formatDateTime(at, language)}</bdi>
          </Trans>
        </span>
      ) : null}
      {lacks === 0 ? null : (
        <span>
          <Trans id="record.incomplete">Incomplete; required answers missing: {lacks}</Trans>
        </span>
      )}
      {store === undefined ? null : <Unsaved store={store} />}
    </p>
  );
}

/** A part of its own: the first key that is typed draws this again, not the form. */
function Unsaved({ store }: { store: FormStore }) {
  const isDirty = useAfterPaint(useDirty(store));
  return (
    <span role="status">
      {isDirty ? (
        <Trans id="record.unsaved">Not saved yet; this window keeps a draft.</Trans>
      ) : (
        <Trans id="record.none_unsaved">No unsaved answers</Trans>
      )}
    </span>
  );
}
