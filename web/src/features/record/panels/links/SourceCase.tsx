import { Trans } from '@lingui/react/macro';
import type { RecordData } from '../../../../shared/wire/records';

/** The case from which this one was begun after a referral, by its number. */
export function SourceCase({ record }: { record: RecordData }) {
  const source = record['source_case_display_id'];
  if (typeof source !== 'string' || source === '') return null;
  return (
    <>
      <h3>
        <Trans id="panel.source.title">Begun from a referral</Trans>
      </h3>
      <p>
        <Trans id="panel.source.text">
          This case was begun from the case <bdi>{source}</bdi>.
        </Trans>
      </p>
    </>
  );
}
