import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { AreaTexts } from '../../shared/i18n/AreaTexts';
import { can } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { Button } from '../../shared/ui/Button';
import { EmptyState } from '../../shared/ui/EmptyState';
import { ErrorState } from '../../shared/ui/ErrorState';
import { Fetched } from '../../shared/ui/Fetched';
import { Icon } from '../../shared/ui/Icon';
import { PageHeading } from '../../shared/ui/PageHeading';
import { Skeleton } from '../../shared/ui/Skeleton';
import { webhookTexts } from './webhook-texts';
import { WebhookCard } from './WebhookCard';
import { webhooksQuery } from './webhooks.wire';
import './webhooks.css';

const WebhookDialog = lazy(() => import('./WebhookDialog'));

/** Other systems that are told when records change, and whether the messages arrive. */
export function WebhooksScreen() {
  return (
    <AreaTexts ready={webhookTexts}>
      <Screen />
    </AreaTexts>
  );
}

function Screen() {
  const { t } = useLingui();
  const user = useUser();
  const found = useQuery(webhooksQuery);
  const [isNew, setNew] = useState(false);
  const mayCreate = can(user, 'webhooks', 'create');
  return (
    <div className="stack webhooks">
      <PageHeading
        title={t({ id: 'webhooks.title', message: 'Messages to other systems' })}
        actions={
          mayCreate ? (
            <Button kind="primary" onPress={() => setNew(true)}>
              <Icon name="plus" size={20} />
              <Trans id="webhooks.new">New receiver</Trans>
            </Button>
          ) : null
        }
      />
      <p className="soft">
        <Trans id="webhooks.about">
          When a record changes, these systems are told at once. What leaves is limited by the role
          of each receiver, but includes records of everybody.
        </Trans>
      </p>
      {found.isPending ? <Skeleton lines={6} /> : null}
      {found.isError ? (
        <ErrorState error={found.error} onRetry={() => void found.refetch()} />
      ) : null}
      {found.data?.length === 0 ? (
        <EmptyState
          title={<Trans id="webhooks.none">No other system is told of anything.</Trans>}
        />
      ) : null}
      <ul className="webhook-list">
        {found.data?.map((one) => (
          <WebhookCard key={one.id} webhook={one} />
        ))}
      </ul>
      {isNew ? (
        <Fetched onFailed={() => setNew(false)}>
          <WebhookDialog onClose={() => setNew(false)} />
        </Fetched>
      ) : null}
    </div>
  );
}
