import { Trans } from '@lingui/react/macro';
import { useVocabulary } from '../records/useVocabulary';
import { Icon } from '../ui/Icon';
import './hints.css';

interface AskOwnerProps {
  owner: string | null | undefined;
  agency: string | null | undefined;
}

/** Says that more is known elsewhere, and whom to ask. */
export function AskOwner({ owner, agency: id }: AskOwnerProps) {
  const vocabulary = useVocabulary({ withPlaces: false });
  const agency = id ? vocabulary.text('Agency', id) : '';
  return (
    <p className="ask-owner">
      <Icon name="lock" size={18} />
      <span>
        {!owner ? (
          <Trans id="tracing.masked.nobody">This record is not in your caseload.</Trans>
        ) : (
          <Trans id="tracing.masked.ask" comment="{owner} is a user name.">
            Not in your caseload, so only hints are shown. Ask <bdi>{owner}</bdi>.
          </Trans>
        )}
        {agency === '' ? null : (
          <>
            {' '}
            <bdi>({agency})</bdi>
          </>
        )}
      </span>
    </p>
  );
}
