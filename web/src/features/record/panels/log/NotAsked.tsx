import { Trans } from '@lingui/react/macro';
import { use } from 'react';
import { recordTexts } from '../../../../shared/text/record-texts';
import '../panels.css';

/** Beside the history of a question that the record, as it is now, does not ask. */
export function NotAsked() {
  use(recordTexts);
  return (
    <span className="soft">
      <Trans id="panel.log.not_asked" comment="Of a question that is hidden by other answers.">
        not asked now
      </Trans>
    </span>
  );
}
