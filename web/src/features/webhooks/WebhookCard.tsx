import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { lazy, useState } from 'react';
import { formatList } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { can } from '../../shared/session/permissions';
import { useUser } from '../../shared/session/useSession';
import { pickText } from '../../shared/text/pick';
import { Button } from '../../shared/ui/Button';
import { Facts } from '../../shared/ui/Facts';
import { Fetched } from '../../shared/ui/Fetched';
import { RemoveWebhook } from './RemoveWebhook';
import { TestWebhook } from './TestWebhook';
import { useEventTexts } from './useWebhookTexts';
import { rolesQuery, type Webhook } from './webhooks.wire';

const DeliveriesDialog = lazy(() => import('./DeliveriesDialog'));
const WebhookDialog = lazy(() => import('./WebhookDialog'));

type Open = 'edit' | 'log' | undefined;

/** One receiver: where it is, what it is told, and what can be done with it. */
export function WebhookCard({ webhook }: { webhook: Webhook }) {
  const { t } = useLingui();
  const language = useLanguage();
  const user = useUser();
  const { eventText } = useEventTexts();
  const roles = useQuery(rolesQuery).data;
  const [open, setOpen] = useState<Open>();
  const { id, url } = webhook;
  const role = roles?.find((one) => one.unique_id === webhook.role_unique_id);
  const close = () => setOpen(undefined);
  return (
    <li className="panel stack" aria-labelledby={`webhook-${id}`}>
      <div className="webhook-head">
        <h2 id={`webhook-${id}`}>
          <bdi dir="ltr">{url}</bdi>
        </h2>
        <StateChip webhook={webhook} />
      </div>
      <Facts
        facts={[
          {
            label: t({ id: 'webhooks.fact.events', message: 'Is told of' }),
            value: formatList(webhook.events.map(eventText), language),
          },
          {
            label: t({ id: 'webhooks.fact.role', message: 'Sees as much as' }),
            value: role ? pickText(role.name_i18n ?? role.name, language) : webhook.role_unique_id,
          },
        ]}
      />
      <div className="row">
        <Button onPress={() => setOpen('log')}>
          <Trans id="webhooks.deliveries">Messages sent</Trans>
        </Button>
        {can(user, 'webhooks', 'write') ? (
          <>
            <TestWebhook id={id} />
            <Button onPress={() => setOpen('edit')}>
              <Trans id="webhooks.edit">Change</Trans>
            </Button>
            <RemoveWebhook webhook={webhook} />
          </>
        ) : null}
      </div>
      {open === undefined ? null : (
        <Fetched onFailed={close}>
          {open === 'log' ? (
            <DeliveriesDialog webhook={webhook} onClose={close} />
          ) : (
            <WebhookDialog id={id} onClose={close} />
          )}
        </Fetched>
      )}
    </li>
  );
}

function StateChip({ webhook: { disabled, gone } }: { webhook: Webhook }) {
  if (gone) {
    return (
      <span className="webhook-chip webhook-chip-bad">
        <Trans id="webhooks.state.gone">Stopped: the receiver is gone</Trans>
      </span>
    );
  }
  return disabled ? (
    <span className="webhook-chip">
      <Trans id="webhooks.state.off">Switched off</Trans>
    </span>
  ) : (
    <span className="webhook-chip">
      <Trans id="webhooks.state.on">Switched on</Trans>
    </span>
  );
}
