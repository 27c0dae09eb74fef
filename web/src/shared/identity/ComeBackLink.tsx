import { Trans } from '@lingui/react/macro';
import { useEffect, useState } from 'react';
import { AreaTexts } from '../i18n/AreaTexts';
import { providerTexts } from './provider-texts';
import { departureAddress, fetchWaysIn, type Provider } from './ways-in.wire';

interface ComeBackLinkProps {
  /** The unique_id of the provider that the person signs in at. */
  provider: string;
}

/**
 * For who has no password here: they sign in at their provider in another window, which tells this
 * one that they are back. What is open and unsaved stays where it is.
 */
export default function ComeBackLink(props: ComeBackLinkProps) {
  return (
    <AreaTexts ready={providerTexts}>
      <Link {...props} />
    </AreaTexts>
  );
}

function Link({ provider: uniqueId }: ComeBackLinkProps) {
  const [provider, setProvider] = useState<Provider>();
  useEffect(() => {
    let isGone = false;
    fetchWaysIn().then(
      ({ providers }) => {
        if (!isGone) setProvider(providers.find((one) => one.unique_id === uniqueId));
      },
      // Without a line nobody can sign in there either.
      () => undefined,
    );
    return () => {
      isGone = true;
    };
  }, [uniqueId]);
  if (provider === undefined) return null;
  const { id, name } = provider;
  return (
    <div className="stack">
      <a className="button button-secondary" href={departureAddress(id, undefined)} target="_blank">
        <span>
          <Trans id="providers.sign_in_at">
            Sign in with <bdi>{name}</bdi>
          </Trans>
        </span>
      </a>
      <p className="soft">
        <Trans id="providers.other_window">
          That opens another window. Once you have signed in there, go on here.
        </Trans>
      </p>
    </div>
  );
}
