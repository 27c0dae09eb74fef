import { Trans } from '@lingui/react/macro';
import { useEffect } from 'react';
import { useForms } from '../../shared/definitions/useDefinitions';
import { useLanguage } from '../../shared/i18n/useLanguage';
import type { Handover } from '../../shared/intake/handover';
import { useUser } from '../../shared/session/useSession';
import { pickText } from '../../shared/text/pick';
import { Button } from '../../shared/ui/Button';
import { Skeleton } from '../../shared/ui/Skeleton';
import type { PrimeroModule } from '../../shared/wire/settings';
import { templatesOf, valuesFor } from './templates';

interface TemplateStepProps {
  module: PrimeroModule;
  onContinue: (values: Handover) => void;
}

/** With which answers of the programme the case begins; not asked when none may be written. */
export default function TemplateStep({ module, onContinue }: TemplateStepProps) {
  const language = useLanguage();
  const { permitted_form: permitted } = useUser();
  const forms = useForms();
  const writer = { forms: forms ?? [], permitted, module: module.unique_id };
  const offered = templatesOf(module)
    .map((one) => ({ ...one, values: valuesFor(one, writer) }))
    .filter(({ values }) => Object.keys(values).length > 0);
  const isIdle = forms !== undefined && offered.length === 0;
  useEffect(() => {
    if (isIdle) onContinue({});
  }, [isIdle, onContinue]);
  if (offered.length === 0) return <Skeleton lines={4} />;
  return (
    <section className="panel stack" aria-labelledby="intake-template">
      <h2 id="intake-template">
        <Trans id="intake.template">How does the case begin?</Trans>
      </h2>
      {offered.map(({ id, name_i18n: name, values }) => (
        <Button key={id} onPress={() => onContinue(values)}>
          <bdi>{pickText(name, language) || id}</bdi>
        </Button>
      ))}
      <Button kind="quiet" onPress={() => onContinue({})}>
        <Trans id="intake.no_template">With an empty form</Trans>
      </Button>
    </section>
  );
}
