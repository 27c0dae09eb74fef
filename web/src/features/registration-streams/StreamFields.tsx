import { Trans, useLingui } from '@lingui/react/macro';
import { languages, shippedLanguage } from '../../shared/i18n/languages';
import { knownPublicInfo } from '../../shared/session/session';
import { Button } from '../../shared/ui/Button';
import type { Choice } from '../../shared/ui/choice';
import { ManyChoices } from '../../shared/ui/ManyChoices';
import { Select } from '../../shared/ui/Select';
import { TextField } from '../../shared/ui/TextField';
import type { Stream } from './streams.wire';

export interface StreamChoices {
  roles: readonly Choice[];
  agencies: readonly Choice[];
  groups: readonly Choice[];
}

interface StreamFieldsProps {
  number: number;
  stream: Stream;
  choices: StreamChoices;
  /** What the server said of a part, such as `role`. */
  refusalOf: (part: string) => string | undefined;
  onChange: (stream: Stream) => void;
  onRemove: () => void;
}

/** One way to register: what somebody becomes by it, and what they read. */
export function StreamFields(props: StreamFieldsProps) {
  const { number, stream, choices, refusalOf, onChange, onRemove } = props;
  const { t } = useLingui();
  const locales = knownPublicInfo()?.locales ?? [];
  return (
    <fieldset className="panel stack stream">
      <legend>
        <Trans id="streams.way">Way {number}</Trans>
      </legend>
      <TextField
        label={t({ id: 'streams.id', message: 'Short name in the link' })}
        description={t({
          id: 'streams.id_why',
          message: 'Small letters a to z, digits, - and _',
        })}
        textDirection="ltr"
        autoCapitalize="none"
        isRequired
        maxLength={64}
        value={stream.id}
        onChange={(id) => onChange({ ...stream, id })}
        errorMessage={refusalOf('unique_id')}
      />
      <Select
        label={t({ id: 'streams.role', message: 'Role' })}
        isRequired
        choices={choices.roles}
        value={stream.role === '' ? null : stream.role}
        onChange={(role) => onChange({ ...stream, role: role ?? '' })}
        errorMessage={refusalOf('role')}
      />
      <Select
        label={t({ id: 'streams.agency', message: 'Agency' })}
        isRequired
        choices={choices.agencies}
        value={stream.agency === '' ? null : stream.agency}
        onChange={(agency) => onChange({ ...stream, agency: agency ?? '' })}
        errorMessage={refusalOf('agency')}
      />
      <ManyChoices
        label={t({ id: 'streams.groups', message: 'User groups' })}
        choices={choices.groups}
        value={stream.groups}
        onChange={(groups) => onChange({ ...stream, groups })}
      />
      {refusalOf('user_groups') === undefined ? null : (
        <p className="field-error">{refusalOf('user_groups')}</p>
      )}
      {locales.map((locale) => (
        <StreamTexts key={locale} locale={locale} stream={stream} onChange={onChange} />
      ))}
      <div>
        <Button kind="quiet" onPress={onRemove}>
          <Trans id="streams.remove">Take this way away</Trans>
        </Button>
      </div>
    </fieldset>
  );
}

interface StreamTextsProps {
  locale: string;
  stream: Stream;
  onChange: (stream: Stream) => void;
}

/** What is read in one language: on the link, and before somebody agrees. */
function StreamTexts({ locale, stream, onChange }: StreamTextsProps) {
  const { t } = useLingui();
  const language = shippedLanguage(locale);
  const name = language === undefined ? locale : languages[language].name;
  return (
    <fieldset className="stream-texts stack">
      <legend>
        <bdi lang={locale}>{name}</bdi>
      </legend>
      <TextField
        label={t({ id: 'streams.label', message: 'Words of the link' })}
        maxLength={100}
        value={stream.labels[locale] ?? ''}
        onChange={(text) => onChange({ ...stream, labels: { ...stream.labels, [locale]: text } })}
      />
      <TextField
        label={t({ id: 'streams.consent', message: 'What somebody agrees to' })}
        rows={4}
        maxLength={5000}
        value={stream.consents[locale] ?? ''}
        onChange={(text) =>
          onChange({ ...stream, consents: { ...stream.consents, [locale]: text } })
        }
      />
    </fieldset>
  );
}
