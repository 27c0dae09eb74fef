import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { pickText } from '../../shared/text/pick';
import { Checkbox } from '../../shared/ui/Checkbox';
import { RadioGroup } from '../../shared/ui/RadioGroup';
import { Select } from '../../shared/ui/Select';
import { TextField } from '../../shared/ui/TextField';
import { EventBoxes } from './EventBoxes';
import { useAuthChoices, usePayloadChoices } from './useWebhookTexts';
import { needsSecret, type WebhookForm } from './webhook-form';
import { AuthType, Payload, rolesQuery, type Webhook } from './webhooks.wire';

/** The fields of the wire that a problem can be about. */
export const field_names = [
  'url',
  'events',
  'role_unique_id',
  'metadata',
  'auth_type',
  'auth_secret',
] as const;
export type FieldProblems = Readonly<Partial<Record<(typeof field_names)[number], string>>>;

interface WebhookFieldsProps {
  form: WebhookForm;
  before: Webhook | undefined;
  problems: FieldProblems;
  onChange: (changes: Partial<WebhookForm>) => void;
}

/** Where messages go, what they tell, and how the receiver knows them. */
export function WebhookFields({ form, before, problems, onChange }: WebhookFieldsProps) {
  const { t } = useLingui();
  return (
    <>
      <TextField
        label={t({ id: 'webhooks.form.url', message: 'Address of the receiver' })}
        description={t({ id: 'webhooks.form.url_help', message: 'Begins with https://' })}
        type="url"
        textDirection="ltr"
        autoCapitalize="none"
        spellCheck="false"
        isRequired
        value={form.url}
        onChange={(url) => onChange({ url })}
        errorMessage={problems.url}
      />
      <EventBoxes
        events={form.events}
        onChange={(events) => onChange({ events })}
        errorMessage={problems.events}
      />
      <RoleSelect
        value={form.role}
        onChange={(role) => onChange({ role })}
        errorMessage={problems.role_unique_id}
      />
      <RadioGroup
        label={t({ id: 'webhooks.form.payload', message: 'What a message holds' })}
        choices={usePayloadChoices()}
        value={form.payload}
        onChange={(id) =>
          onChange({ payload: Object.values(Payload).find((one) => one === id) ?? form.payload })
        }
        errorMessage={problems.metadata}
      />
      <RadioGroup
        label={t({ id: 'webhooks.form.auth', message: 'How the receiver knows that it is us' })}
        choices={useAuthChoices()}
        value={form.auth}
        onChange={(id) =>
          onChange({ auth: Object.values(AuthType).find((one) => one === id) ?? form.auth })
        }
        errorMessage={problems.auth_type}
      />
      {form.auth === AuthType.none ? null : (
        <Secret {...{ form, before, onChange }} errorMessage={problems.auth_secret} />
      )}
      <Checkbox isSelected={form.isOn} onChange={(isOn) => onChange({ isOn })}>
        <Trans id="webhooks.form.on">Switched on</Trans>
      </Checkbox>
    </>
  );
}

interface RoleSelectProps {
  value: string | null;
  onChange: (role: string | null) => void;
  errorMessage: string | undefined;
}

function RoleSelect({ value, onChange, errorMessage }: RoleSelectProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const roles = useQuery(rolesQuery);
  const choices = (roles.data ?? [])
    .filter((one) => !one.disabled || one.unique_id === value)
    .map(({ unique_id: id, name, name_i18n: names }) => ({
      id,
      text: pickText(names ?? name, language),
    }));
  return (
    <Select
      label={t({ id: 'webhooks.form.role', message: 'Sees as much as this role' })}
      description={t({
        id: 'webhooks.form.role_help',
        message: 'Answers that the role may not read never leave.',
      })}
      placeholder={t({ id: 'webhooks.form.role_choose', message: 'Choose a role' })}
      choices={choices}
      value={value}
      onChange={onChange}
      isRequired
      errorMessage={
        errorMessage ??
        (roles.isError ? (
          <Trans id="webhooks.form.role_failed">The list of roles cannot be reached.</Trans>
        ) : undefined)
      }
    />
  );
}

interface SecretProps {
  form: WebhookForm;
  before: Webhook | undefined;
  onChange: (changes: Partial<WebhookForm>) => void;
  errorMessage: string | undefined;
}

function Secret({ form, before, onChange, errorMessage }: SecretProps) {
  const { t } = useLingui();
  const isNeeded = needsSecret(form, before);
  const isBasic = form.auth === AuthType.basic;
  return (
    <TextField
      label={
        isBasic
          ? t({ id: 'webhooks.form.basic', message: 'User name, colon, password' })
          : t({ id: 'webhooks.form.secret', message: 'Secret' })
      }
      description={
        isNeeded
          ? t({
              id: 'webhooks.form.secret_help',
              message: 'At least 8 characters. It is never shown again, and goes nowhere else.',
            })
          : t({
              id: 'webhooks.form.secret_kept',
              message: 'One is stored. Leave this empty to keep it.',
            })
      }
      type="password"
      autoComplete="new-password"
      textDirection="ltr"
      isRequired={isNeeded}
      value={form.secret}
      onChange={(secret) => onChange({ secret })}
      errorMessage={errorMessage}
    />
  );
}
