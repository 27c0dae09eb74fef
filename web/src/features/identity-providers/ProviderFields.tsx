import { Trans, useLingui } from '@lingui/react/macro';
import { Checkbox } from '../../shared/ui/Checkbox';
import { RadioGroup } from '../../shared/ui/RadioGroup';
import { TextField } from '../../shared/ui/TextField';
import { AdvancedFields } from './AdvancedFields';
import { losesSecret, type ProviderFieldsProps, ProviderKind } from './provider-form';

/** Who the provider is, and how we prove ourselves to it. */
export function ProviderFields(props: ProviderFieldsProps) {
  const { t } = useLingui();
  const { form, before, problems, onChange } = props;
  return (
    <>
      {before === undefined ? <KindChoice {...props} /> : null}
      <TextField
        label={t({ id: 'identity.form.name', message: 'Name on the sign-in page' })}
        isRequired
        value={form.name}
        onChange={(name) => onChange({ name })}
        errorMessage={problems.name}
      />
      {form.kind === ProviderKind.local ? null : (
        <>
          <RemoteFields {...props} />
          <AdvancedFields {...props} />
        </>
      )}
      <Checkbox isSelected={form.isOn} onChange={(isOn) => onChange({ isOn })}>
        <Trans id="identity.on">Switched on</Trans>
      </Checkbox>
    </>
  );
}

function KindChoice({ form, onChange }: ProviderFieldsProps) {
  const { t } = useLingui();
  return (
    <RadioGroup
      label={t({ id: 'identity.form.kind', message: 'Where people prove who they are' })}
      choices={[
        {
          id: ProviderKind.oidc,
          text: t({ id: 'identity.form.kind_oidc', message: 'At a service (OpenID Connect)' }),
        },
        {
          id: ProviderKind.local,
          text: t({
            id: 'identity.form.kind_local',
            message: 'Here, with a password: local accounts',
          }),
        },
      ]}
      value={form.kind}
      onChange={(id) =>
        onChange({ kind: id === ProviderKind.local ? ProviderKind.local : ProviderKind.oidc })
      }
    />
  );
}

function RemoteFields({ form, before, problems, onChange }: ProviderFieldsProps) {
  const { t } = useLingui();
  return (
    <>
      <TextField
        label={t({ id: 'identity.issuer', message: 'Issuer' })}
        description={t({
          id: 'identity.form.issuer_help',
          message: 'To the letter as the provider names itself, for example https://id.example.org',
        })}
        type="url"
        textDirection="ltr"
        autoCapitalize="none"
        spellCheck="false"
        isRequired
        value={form.issuer}
        onChange={(issuer) => onChange({ issuer })}
        errorMessage={problems.issuer}
      />
      <TextField
        label={t({ id: 'identity.client', message: 'Client ID' })}
        textDirection="ltr"
        autoCapitalize="none"
        spellCheck="false"
        isRequired
        value={form.clientId}
        onChange={(clientId) => onChange({ clientId })}
        errorMessage={problems.client_id}
      />
      <TextField
        label={t({ id: 'identity.form.secret', message: 'Client secret' })}
        description={
          before?.has_client_secret && !losesSecret(form, before)
            ? t({
                id: 'identity.form.secret_kept',
                message: 'One is stored. Leave this empty to keep it.',
              })
            : t({
                id: 'identity.form.secret_help',
                message: 'If the provider gave one. It is never shown again.',
              })
        }
        type="password"
        autoComplete="new-password"
        textDirection="ltr"
        value={form.secret}
        onChange={(secret) => onChange({ secret })}
        errorMessage={problems.client_secret}
      />
    </>
  );
}
