import { useLingui } from '@lingui/react/macro';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { pickText } from '../../../shared/text/pick';
import { Select } from '../../../shared/ui/Select';
import type { Deployment } from '../deployment';
import type { OpenService } from './service-rows';

interface ServiceOfCaseProps {
  deployment: Deployment;
  services: readonly OpenService[];
  value: string | null;
  onChange: (service: OpenService | undefined) => void;
  isDisabled: boolean;
}

/** Which of the services planned in the case the referral is for; it is then marked as referred. */
export function ServiceOfCase(props: ServiceOfCaseProps) {
  const { deployment, services, value, onChange, isDisabled } = props;
  const { t } = useLingui();
  const language = useLanguage();
  const types = deployment.options.lookup('lookup-service-type')?.values ?? [];
  const nameOf = ({ type }: OpenService) =>
    pickText(types.find((one) => one.id === type)?.display_text, language) || type;
  const none = t({ id: 'sharing.service_none', message: 'None of them' });
  const unnamed = t({ id: 'sharing.service_unnamed', message: 'Service without a type' });
  return (
    <Select
      label={t({ id: 'sharing.service', message: 'For which planned service' })}
      choices={[
        { id: '', text: none },
        ...services.map((one) => ({
          id: one.id,
          text: [nameOf(one) ?? unnamed, one.agency, one.person].filter(Boolean).join(' · '),
        })),
      ]}
      value={value ?? ''}
      onChange={(id) => onChange(services.find((one) => one.id === id))}
      isDisabled={isDisabled}
    />
  );
}
