import { Trans, useLingui } from '@lingui/react/macro';
import { use } from 'react';
import { recordTexts } from '../../../../shared/text/record-texts';

interface EntryAsksProps {
  label: string;
  onHistory: () => void;
  /** Undefined for changes whose earlier entry cannot be taken. */
  onRestore: (() => void) | undefined;
}

/** From a change of an entry to the history of its list, and back to the earlier entry. */
export function EntryAsks({ label, onHistory, onRestore }: EntryAsksProps) {
  use(recordTexts);
  const { t } = useLingui();
  return (
    <p className="entry-asks">
      <button type="button" className="link-button" onClick={onHistory}>
        {t({ id: 'record.history.of', message: `History of: ${label}` })}
      </button>
      {onRestore === undefined ? null : (
        <button type="button" className="link-button change-restore" onClick={onRestore}>
          <Trans id="panel.log.restore_entry">Use the earlier entry again</Trans>
        </button>
      )}
    </p>
  );
}
