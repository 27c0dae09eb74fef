import { useLingui } from '@lingui/react/macro';
import { colonOf } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import type { Choice } from '../../shared/ui/choice';
import { AuthType, type Delivery, Payload } from './webhooks.wire';

/** What is told of, in words: the type of record and what happened to it. */
export function useEventTexts() {
  const { t } = useLingui();
  const language = useLanguage();
  const types: Readonly<Record<string, string>> = {
    case: t({ id: 'webhooks.type.case', message: 'Cases' }),
    incident: t({ id: 'webhooks.type.incident', message: 'Incidents' }),
    tracing_request: t({ id: 'webhooks.type.tracing_request', message: 'Tracing requests' }),
    family: t({ id: 'webhooks.type.family', message: 'Families' }),
    registry_record: t({ id: 'webhooks.type.registry_record', message: 'Registry records' }),
  };
  const actions: Readonly<Record<string, string>> = {
    create: t({ id: 'webhooks.action.create', message: 'registered' }),
    update: t({ id: 'webhooks.action.update', message: 'changed' }),
    post: t({ id: 'webhooks.action.post', message: 'sent by hand' }),
  };
  const anything = t({ id: 'webhooks.action.any', message: 'anything' });
  const ping = t({ id: 'webhooks.event.ping', message: 'Test message' });
  return {
    typeText: (type: string) => types[type] ?? type,
    actionText: (action: string) => actions[action] ?? action,
    /** "case.update" → "Cases: changed". */
    eventText: (event: string) => {
      if (event === 'ping') return ping;
      const [type = '', action = ''] = event.split('.');
      const happened = action === '*' ? anything : (actions[action] ?? action);
      return (types[type] ?? type) + colonOf(language) + happened;
    },
  };
}

export function useAuthChoices(): readonly Choice[] {
  const { t } = useLingui();
  return [
    {
      id: AuthType.hmac,
      text: t({ id: 'webhooks.auth.hmac', message: 'A signature made with a secret (HMAC)' }),
    },
    { id: AuthType.apiKey, text: t({ id: 'webhooks.auth.api_key', message: 'A key' }) },
    {
      id: AuthType.basic,
      text: t({ id: 'webhooks.auth.basic', message: 'A user name and a password' }),
    },
    { id: AuthType.none, text: t({ id: 'webhooks.auth.none', message: 'Nothing' }) },
  ];
}

export function usePayloadChoices(): readonly Choice[] {
  const { t } = useLingui();
  return [
    {
      id: Payload.reference,
      text: t({
        id: 'webhooks.payload.reference',
        message: 'Only that a record changed; the receiver asks for the rest',
      }),
    },
    {
      id: Payload.changes,
      text: t({ id: 'webhooks.payload.changes', message: 'The answers that changed' }),
    },
    {
      id: Payload.full,
      text: t({ id: 'webhooks.payload.full', message: 'Everything the role may read' }),
    },
  ];
}

export function useDeliveryTexts(): Readonly<Record<Delivery['status'], string>> {
  const { t } = useLingui();
  return {
    pending: t({ id: 'webhooks.delivery.pending', message: 'Waiting' }),
    sent: t({ id: 'webhooks.delivery.sent', message: 'Arrived' }),
    failed: t({ id: 'webhooks.delivery.failed', message: 'Failed, will be tried again' }),
    dead: t({ id: 'webhooks.delivery.dead', message: 'Given up' }),
  };
}
