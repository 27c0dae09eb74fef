import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { rememberWantedAddress, takeWantedAddress } from '../../../shared/session/wanted-address';
import { Select } from '../../../shared/ui/Select';
import { departureAddress, type Provider } from '../../../shared/identity/ways-in.wire';

/** What the person wanted to see goes with them; it stays known here in case they come back. */
function wantedAddress(): string | undefined {
  const wanted = takeWantedAddress();
  if (wanted !== undefined) rememberWantedAddress(wanted);
  return wanted;
}

/** One provider: a link to it; several: a choice of them. */
export function ProviderChoice({ providers }: { providers: readonly Provider[] }) {
  const { t } = useLingui();
  const [chosen, setChosen] = useState<string | null>(null);
  const provider =
    providers.length === 1 ? providers[0] : providers.find(({ id }) => String(id) === chosen);
  if (providers.length === 0) return null;
  return (
    <div className="stack">
      {providers.length > 1 ? (
        <Select
          label={t({ id: 'providers.choice', message: 'Where do you sign in?' })}
          placeholder={t({ id: 'providers.choose', message: 'Choose' })}
          choices={providers.map(({ id, name }) => ({ id: String(id), text: name }))}
          value={chosen}
          onChange={setChosen}
        />
      ) : null}
      {provider === undefined ? null : <Departure provider={provider} />}
    </div>
  );
}

/** The whole page leaves: nothing of the provider runs within ours. */
function Departure({ provider: { id, name } }: { provider: Provider }) {
  const [address] = useState(wantedAddress);
  return (
    <a className="button button-primary button-wide" href={departureAddress(id, address)}>
      <span>
        <Trans id="providers.sign_in_at">
          Sign in with <bdi>{name}</bdi>
        </Trans>
      </span>
    </a>
  );
}
