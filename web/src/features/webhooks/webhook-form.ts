import { AuthType, Payload, type Webhook, type WebhookBody } from './webhooks.wire';

/** What an administrator fills in. */
export interface WebhookForm {
  readonly url: string;
  readonly events: readonly string[];
  readonly role: string | null;
  readonly payload: Payload;
  readonly auth: AuthType;
  readonly secret: string;
  readonly isOn: boolean;
}

const payloads = Object.values(Payload);

export function formOf(webhook: Webhook | undefined): WebhookForm {
  if (webhook === undefined) {
    const { hmac: auth } = AuthType;
    const { reference: payload } = Payload;
    return { url: '', events: [], role: null, payload, auth, secret: '', isOn: true };
  }
  const said = webhook.metadata['payload'];
  return {
    url: webhook.url,
    events: webhook.events.flatMap(spelledOut),
    role: webhook.role_unique_id,
    payload: payloads.find((one) => one === said) ?? Payload.full,
    auth: webhook.auth_type ?? AuthType.none,
    secret: '',
    isOn: !webhook.disabled,
  };
}

/** The types whose changes can be told of, and what can happen to them. */
export const event_types = [
  'case',
  'incident',
  'tracing_request',
  'family',
  'registry_record',
] as const;
export const event_actions = ['create', 'update', 'post'] as const;

/** "case.*" means everything that can happen to a case. */
function spelledOut(event: string): readonly string[] {
  const [type, action] = event.split('.');
  return action === '*' ? event_actions.map((one) => `${type}.${one}`) : [event];
}

/** Whether the stored secret no longer serves: it is never sent to another address. */
export function needsSecret(form: WebhookForm, before: Webhook | undefined): boolean {
  if (form.auth === AuthType.none) return false;
  return before === undefined || !before.has_secret || before.url !== form.url.trim();
}

/** What is sent: a new one whole; of an old one all but a secret that stays. */
export function bodyOf(form: WebhookForm, before: Webhook | undefined): WebhookBody {
  const { none } = AuthType;
  const secret = form.auth === none ? '' : form.secret;
  const isSecretSent = form.auth === none ? before?.has_secret === true : secret !== '';
  return {
    url: form.url.trim(),
    events: form.events,
    role_unique_id: form.role ?? '',
    metadata: { ...before?.metadata, payload: form.payload },
    auth_type: form.auth === none ? '' : form.auth,
    ...(isSecretSent ? { auth_secret: secret } : {}),
    disabled: !form.isOn,
  };
}
