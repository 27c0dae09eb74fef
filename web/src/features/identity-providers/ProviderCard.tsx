import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { Button } from '../../shared/ui/Button';
import { Facts } from '../../shared/ui/Facts';
import { Fetched } from '../../shared/ui/Fetched';
import { ProviderKind } from './provider-form';
import { ProviderCheck } from './ProviderCheck';
import { RemoveProvider } from './RemoveProvider';
import type { Provider } from './providers.wire';

const ProviderDialog = lazy(() => import('./ProviderDialog'));

/** One provider: what it is called here and there, and what can be done with it. */
export function ProviderCard({ provider }: { provider: Provider }) {
  const { t } = useLingui();
  const [isOpen, setOpen] = useState(false);
  const { id, name } = provider;
  const isLocal = provider.provider_type === ProviderKind.local;
  const close = () => setOpen(false);
  return (
    <li className="panel stack" aria-labelledby={`provider-${id}`}>
      <div className="identity-head">
        <h2 id={`provider-${id}`}>
          <bdi>{name}</bdi>
        </h2>
        <span className="identity-chip">
          {provider.disabled ? (
            <Trans id="identity.off">Switched off</Trans>
          ) : (
            <Trans id="identity.on">Switched on</Trans>
          )}
        </span>
      </div>
      {isLocal ? (
        <p>
          <Trans id="identity.local_about">
            Whoever is linked to this signs in with a password of this deployment.
          </Trans>
        </p>
      ) : null}
      <Facts
        facts={[
          { label: t({ id: 'identity.unique_id', message: 'ID' }), value: provider.unique_id },
          { label: t({ id: 'identity.issuer', message: 'Issuer' }), value: provider.issuer },
          { label: t({ id: 'identity.client', message: 'Client ID' }), value: provider.client_id },
          {
            label: t({ id: 'identity.callback', message: 'Address to register there' }),
            value: isLocal ? null : provider.callback_url,
          },
        ]}
      />
      <div className="row">
        {isLocal ? null : <ProviderCheck body={{ id }} />}
        <Button onPress={() => setOpen(true)}>
          <Trans id="identity.edit">Change</Trans>
        </Button>
        <RemoveProvider provider={provider} />
      </div>
      {isOpen ? (
        <Fetched onFailed={close}>
          <ProviderDialog id={id} onClose={close} />
        </Fetched>
      ) : null}
    </li>
  );
}
