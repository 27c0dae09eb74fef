import type { Provider, ProviderBody } from './providers.wire';

/** How people prove who they are there: at a service, or by a password of this deployment. */
export const ProviderKind = { oidc: 'oidc', local: 'local' } as const;
export type ProviderKind = (typeof ProviderKind)[keyof typeof ProviderKind];

/** What an administrator fills in. */
export interface ProviderForm {
  readonly kind: ProviderKind;
  readonly name: string;
  readonly issuer: string;
  readonly clientId: string;
  readonly secret: string;
  readonly discoveryUrl: string;
  readonly scopes: string;
  readonly usernameClaim: string;
  readonly userDomain: string;
  readonly domainHint: string;
  readonly asksAccount: boolean;
  readonly isOn: boolean;
}

export function formOf(provider: Provider | undefined): ProviderForm {
  return {
    kind: provider?.provider_type === ProviderKind.local ? ProviderKind.local : ProviderKind.oidc,
    name: provider?.name ?? '',
    issuer: provider?.issuer ?? '',
    clientId: provider?.client_id ?? '',
    secret: '',
    discoveryUrl: provider?.discovery_url ?? '',
    scopes: (provider?.identity_scope ?? []).join(' '),
    usernameClaim: provider?.username_claim ?? '',
    userDomain: provider?.user_domain ?? '',
    domainHint: provider?.domain_hint ?? '',
    asksAccount: provider === undefined || !provider.skip_oidc_prompt,
    isOn: provider === undefined || !provider.disabled,
  };
}

/** Whether the stored secret goes away unless it is entered again: it serves one address only. */
export function losesSecret(form: ProviderForm, before: Provider | undefined): boolean {
  if (before === undefined || !before.has_client_secret) return false;
  return (
    form.issuer.trim() !== (before.issuer ?? '') ||
    form.discoveryUrl.trim() !== (before.discovery_url ?? '')
  );
}

const filled = (text: string) => (text.trim() === '' ? null : text.trim());

/** What is sent: everything the form shows, but a secret only when one was entered. */
export function bodyOf(form: ProviderForm, before: Provider | undefined): ProviderBody {
  const common = { name: form.name.trim(), disabled: !form.isOn };
  if (form.kind === ProviderKind.local) return { ...common, provider_type: ProviderKind.local };
  const type = before?.provider_type ?? ProviderKind.oidc;
  const scopes = form.scopes.split(/[\s,]+/).filter((scope) => scope !== '');
  return {
    ...common,
    // Another word for the same, such as b2c, stays.
    provider_type: type === ProviderKind.local ? ProviderKind.oidc : type,
    issuer: form.issuer.trim(),
    client_id: form.clientId.trim(),
    discovery_url: filled(form.discoveryUrl),
    identity_scope: scopes.length === 0 ? null : scopes,
    username_claim: filled(form.usernameClaim),
    user_domain: filled(form.userDomain),
    domain_hint: filled(form.domainHint),
    skip_oidc_prompt: !form.asksAccount,
    ...(form.secret === '' ? {} : { client_secret: form.secret }),
  };
}

/** The fields of the wire that a problem can be about. */
export const field_names = [
  'name',
  'issuer',
  'client_id',
  'client_secret',
  'discovery_url',
  'identity_scope',
  'username_claim',
  'user_domain',
  'domain_hint',
] as const;
export type FieldProblems = Readonly<Partial<Record<(typeof field_names)[number], string>>>;

export interface ProviderFieldsProps {
  form: ProviderForm;
  before: Provider | undefined;
  problems: FieldProblems;
  onChange: (changes: Partial<ProviderForm>) => void;
}
