import { Trans, useLingui } from '@lingui/react/macro';
import { Checkbox } from '../../shared/ui/Checkbox';
import { TextField } from '../../shared/ui/TextField';
import type { ProviderFieldsProps } from './provider-form';

/** What few providers need; open when something of it is set or wrong. */
export function AdvancedFields({ form, problems, onChange }: ProviderFieldsProps) {
  const { t } = useLingui();
  const plain = {
    textDirection: 'ltr',
    autoCapitalize: 'none',
    spellCheck: 'false',
  } as const;
  const isUsed = [form.discoveryUrl, form.scopes, form.usernameClaim, form.userDomain].some(
    (text) => text !== '',
  );
  return (
    <details className="identity-more" open={isUsed || Object.keys(problems).length > 0}>
      <summary>
        <Trans id="identity.form.more">More settings</Trans>
      </summary>
      <div className="stack">
        <TextField
          {...plain}
          label={t({ id: 'identity.form.user_domain', message: 'Domain of user names' })}
          description={t({
            id: 'identity.form.user_domain_help',
            message: 'New users have an address that ends so, for example ministry.example',
          })}
          value={form.userDomain}
          onChange={(userDomain) => onChange({ userDomain })}
          errorMessage={problems.user_domain}
        />
        <TextField
          {...plain}
          label={t({ id: 'identity.form.claim', message: 'Claim with the user name' })}
          description={t({
            id: 'identity.form.claim_help',
            message: 'Without one: the e-mail address.',
          })}
          value={form.usernameClaim}
          onChange={(usernameClaim) => onChange({ usernameClaim })}
          errorMessage={problems.username_claim}
        />
        <TextField
          {...plain}
          label={t({ id: 'identity.form.scopes', message: 'Scopes' })}
          description={t({
            id: 'identity.form.scopes_help',
            message: 'Without any: openid profile email',
          })}
          value={form.scopes}
          onChange={(scopes) => onChange({ scopes })}
          errorMessage={problems.identity_scope}
        />
        <TextField
          {...plain}
          type="url"
          label={t({ id: 'identity.form.discovery', message: 'Address of its description' })}
          description={t({
            id: 'identity.form.discovery_help',
            message: 'Only where it is not below the issuer.',
          })}
          value={form.discoveryUrl}
          onChange={(discoveryUrl) => onChange({ discoveryUrl })}
          errorMessage={problems.discovery_url}
        />
        <TextField
          {...plain}
          label={t({ id: 'identity.form.hint', message: 'Domain hint' })}
          value={form.domainHint}
          onChange={(domainHint) => onChange({ domainHint })}
          errorMessage={problems.domain_hint}
        />
        <Checkbox
          isSelected={form.asksAccount}
          onChange={(asksAccount) => onChange({ asksAccount })}
        >
          <Trans id="identity.form.prompt">Ask each time who it is: devices are shared</Trans>
        </Checkbox>
      </div>
    </details>
  );
}
