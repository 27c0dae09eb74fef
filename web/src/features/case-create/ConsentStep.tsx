import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { useForms, useLookups } from '../../shared/definitions/useDefinitions';
import { useLanguage } from '../../shared/i18n/useLanguage';
import type { Handover } from '../../shared/intake/handover';
import { Button } from '../../shared/ui/Button';
import { CheckboxGroup } from '../../shared/ui/CheckboxGroup';
import { Skeleton } from '../../shared/ui/Skeleton';
import type { PrimeroModule } from '../../shared/wire/settings';
import { agreementFields, basisChoices, consentHandover } from './consent-values';
import { consentNames } from './intake-steps';

interface ConsentStepProps {
  module: PrimeroModule;
  onContinue: (values: Handover) => void;
}

/** What was agreed, or on which basis the data is kept; the form starts with the answers. */
export function ConsentStep({ module, onContinue }: ConsentStepProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const forms = useForms();
  const lookups = useLookups();
  const [agreed, setAgreed] = useState<string[]>([]);
  const [bases, setBases] = useState<string[]>([]);
  if (forms === undefined || lookups === undefined) {
    return <Skeleton lines={4} />;
  }
  const names = consentNames(module);
  const fields = agreementFields(forms, names, language);
  const basis = basisChoices(lookups, names, language);
  return (
    <section className="panel stack" aria-labelledby="intake-consent">
      <h2 id="intake-consent">
        <Trans id="intake.consent">What has been agreed?</Trans>
      </h2>
      {fields.length > 0 ? (
        <CheckboxGroup
          label={t({ id: 'intake.agreements', message: 'The child or caregiver agrees to' })}
          choices={fields}
          value={agreed}
          onChange={setAgreed}
        />
      ) : null}
      {basis.length > 0 ? (
        <CheckboxGroup
          label={t({ id: 'intake.basis', message: 'Legitimate basis for keeping the data' })}
          choices={basis}
          value={bases}
          onChange={setBases}
        />
      ) : null}
      <div>
        <Button kind="primary" onPress={() => onContinue(consentHandover(fields, agreed, bases))}>
          <Trans id="intake.to_form">Continue to the form</Trans>
        </Button>
      </div>
    </section>
  );
}
