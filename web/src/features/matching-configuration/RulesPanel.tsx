import { Trans, useLingui } from '@lingui/react/macro';
import { useVocabulary } from '../../shared/records/useVocabulary';
import { Checkbox } from '../../shared/ui/Checkbox';
import { CheckboxGroup } from '../../shared/ui/CheckboxGroup';
import { RadioGroup } from '../../shared/ui/RadioGroup';
import type { Configuration, Model } from './configuration.wire';
import { withModel } from './draft';

interface RulesPanelProps {
  configuration: Configuration;
  onChange: (next: Configuration) => void;
}

/** Who takes part, and how much people see of records that are not theirs. */
export function RulesPanel({ configuration, onChange }: RulesPanelProps) {
  const { t } = useLingui();
  return (
    <section className="panel stack" aria-labelledby="matching-rules">
      <h2 id="matching-rules">
        <Trans id="matching.rules.title">Consent and visibility</Trans>
      </h2>
      <TakingPart
        eligible={configuration.tracing.eligible}
        onChange={(eligible) => onChange(withModel(configuration, 'tracing', { eligible }))}
      />
      <RadioGroup
        label={t({
          id: 'matching.rules.counterpart',
          message: 'What people see of a record that is not theirs',
        })}
        choices={[
          {
            id: 'contact',
            text: t({ id: 'matching.rules.contact', message: 'Only whom to ask' }),
          },
          {
            id: 'masked',
            text: t({
              id: 'matching.rules.masked',
              message: 'Initials, an age band, and in what the records agree',
            }),
          },
          {
            id: 'full',
            text: t({ id: 'matching.rules.full', message: 'Everything that is compared' }),
          },
        ]}
        value={configuration.visibility.counterpart ?? 'masked'}
        onChange={(counterpart) =>
          onChange({ ...configuration, visibility: { ...configuration.visibility, counterpart } })
        }
      />
      <Checkbox
        isSelected={configuration.two_person_confirmation}
        onChange={(isOn) => onChange({ ...configuration, two_person_confirmation: isOn })}
      >
        <Trans id="matching.rules.two_persons">A second person must confirm each match</Trans>
      </Checkbox>
    </section>
  );
}

type Eligible = NonNullable<Model['eligible']>;

interface TakingPartProps {
  eligible: Eligible | undefined;
  onChange: (next: Eligible) => void;
}

function TakingPart({ eligible, onChange }: TakingPartProps) {
  const { t } = useLingui();
  const vocabulary = useVocabulary({ withPlaces: false });
  const field = eligible?.consent_field ?? 'consent_for_tracing';
  const statuses = vocabulary
    .choices('lookup-case-status', '')
    .filter(({ id }) => id === 'open' || id === 'closed');
  return (
    <>
      <p>
        <Trans id="matching.rules.consent">
          A case takes part in tracing only while its consent is given (field <bdi>{field}</bdi>).
          It must not be disabled, and its programme must trace. Whoever withdraws consent is not
          found from that moment on.
        </Trans>
      </p>
      {eligible ? (
        <CheckboxGroup
          label={t({ id: 'matching.rules.case_status', message: 'Cases that take part' })}
          choices={statuses}
          value={eligible.case_status}
          onChange={(chosen) => onChange({ ...eligible, case_status: chosen })}
        />
      ) : null}
    </>
  );
}
