import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { AreaTexts } from '../../shared/i18n/AreaTexts';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Fetched } from '../../shared/ui/Fetched';
import { Icon } from '../../shared/ui/Icon';
import { PageHeading } from '../../shared/ui/PageHeading';
import { Skeleton } from '../../shared/ui/Skeleton';
import { identityTexts } from './identity-texts';
import { ProviderCard } from './ProviderCard';
import { providersQuery } from './providers.wire';
import './identity-providers.css';

const ProviderDialog = lazy(() => import('./ProviderDialog'));

/** Where people sign in besides here, for super users. */
export function IdentityProvidersScreen() {
  return (
    <AreaTexts ready={identityTexts}>
      <Screen />
    </AreaTexts>
  );
}

function Screen() {
  const { t } = useLingui();
  const found = useQuery(providersQuery);
  const [isNew, setNew] = useState(false);
  const close = () => setNew(false);
  return (
    <div className="stack identity-providers">
      <PageHeading
        title={t({ id: 'identity.title', message: 'Identity providers' })}
        actions={
          <Button kind="primary" onPress={() => setNew(true)}>
            <Icon name="plus" size={20} />
            <Trans id="identity.new">New provider</Trans>
          </Button>
        }
      />
      <p className="soft">
        {found.data?.areRequired ? (
          <Trans id="identity.required">
            People sign in at these. A password counts only for local accounts.
          </Trans>
        ) : (
          <Trans id="identity.optional">
            People who are linked to one of these may sign in there. Passwords count as well.
          </Trans>
        )}
      </p>
      {found.isPending ? <Skeleton lines={6} /> : null}
      {found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : null}
      {found.data?.providers.length === 0 ? (
        <EmptyState title={<Trans id="identity.none">Everybody signs in with a password.</Trans>} />
      ) : null}
      <ul className="identity-list">
        {found.data?.providers.map((one) => (
          <ProviderCard key={one.id} provider={one} />
        ))}
      </ul>
      {isNew ? (
        <Fetched onFailed={close}>
          <ProviderDialog onClose={close} />
        </Fetched>
      ) : null}
    </div>
  );
}
