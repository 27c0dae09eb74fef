import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation } from '@tanstack/react-query';
import { useVocabulary } from '../records/useVocabulary';
import { Button } from '../ui/Button';
import { FailureText } from '../ui/FailureText';
import { Icon } from '../ui/Icon';
import { askForAccess, type About, type Wanted } from './access-request';
import './hints.css';

interface AskOwnerProps {
  owner: string | null | undefined;
  agency: string | null | undefined;
  /** What is asked for. */
  wanted: Wanted;
  about?: About | undefined;
}

/** Says that more is known elsewhere and whom to ask, and asks them. */
export function AskOwner({ owner: name, agency: id, wanted, about }: AskOwnerProps) {
  const vocabulary = useVocabulary({ withPlaces: false });
  const agency = id ? vocabulary.text('Agency', id) : '';
  // Each keeps its direction, the brackets that of the sentence.
  const owner =
    agency === '' ? (
      <bdi>{name}</bdi>
    ) : (
      <>
        <bdi>{name}</bdi> (<bdi>{agency}</bdi>)
      </>
    );
  return (
    <div className="ask-owner">
      <Icon name="lock" size={18} />
      <div>
        <p>
          {!name ? (
            <Trans id="tracing.masked.nobody">This record is not in your caseload.</Trans>
          ) : (
            <Trans id="tracing.masked.ask" comment="{owner} is a user name.">
              Not in your caseload, so only hints are shown. Ask <span>{owner}</span>.
            </Trans>
          )}
        </p>
        {name ? <AskForAccess owner={name} wanted={wanted} about={about} /> : null}
      </div>
    </div>
  );
}

interface AskForAccessProps {
  owner: string;
  wanted: Wanted;
  about: About | undefined;
}

function AskForAccess({ owner, wanted, about }: AskForAccessProps) {
  const { t } = useLingui();
  const asking = useMutation({ mutationFn: () => askForAccess(wanted, about) });
  return (
    <>
      <div role="status">
        {asking.isSuccess ? (
          <Trans id="tracing.access.asked" comment="{owner} is a user name.">
            <bdi>{owner}</bdi> is told that you ask, and may refer or transfer the record to you.
          </Trans>
        ) : null}
      </div>
      {asking.isSuccess ? null : (
        <Button
          onPress={() => asking.mutate()}
          isPending={asking.isPending}
          aria-label={t({ id: 'tracing.access.ask_of', message: `Ask for access: ${owner}` })}
        >
          <Trans id="tracing.access.ask">Ask for access</Trans>
        </Button>
      )}
      {asking.isError ? (
        <div role="alert">
          <FailureText error={asking.error} />
        </div>
      ) : null}
    </>
  );
}
