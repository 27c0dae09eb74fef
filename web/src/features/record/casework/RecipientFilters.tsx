import { useLingui } from '@lingui/react/macro';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { pickText } from '../../../shared/text/pick';
import { ComboBox } from '../../../shared/ui/ComboBox';
import type { Deployment } from '../deployment';

/** What narrows the list of recipients. */
export interface RecipientFilter {
  readonly service: string | null;
  readonly agency: string | null;
}

interface RecipientFiltersProps {
  deployment: Deployment;
  hasService: boolean;
  hasAgency: boolean;
  isDisabled: boolean;
  value: RecipientFilter;
  onChange: (value: RecipientFilter) => void;
}

/** Narrows the recipients to those of an agency, and to those who offer a service. */
export function RecipientFilters(props: RecipientFiltersProps) {
  const { deployment, hasService, hasAgency, isDisabled, value, onChange } = props;
  const { t } = useLingui();
  const language = useLanguage();
  const services = deployment.options.lookup('lookup-service-type')?.values ?? [];
  const agencies = deployment.settings.agencies.filter((one) => !one.disabled);
  return (
    <>
      {hasService ? (
        <ComboBox
          label={t({ id: 'record.work.service', message: 'Service' })}
          choices={services.map((one) => ({
            id: one.id,
            text: pickText(one.display_text, language),
          }))}
          value={value.service}
          onChange={(service) => onChange({ ...value, service })}
          isDisabled={isDisabled}
        />
      ) : null}
      {hasAgency ? (
        <ComboBox
          label={t({ id: 'record.work.agency', message: 'Agency' })}
          choices={agencies.map((one) => ({
            id: one.unique_id,
            text: pickText(one.name, language) || one.unique_id,
          }))}
          value={value.agency}
          onChange={(agency) => onChange({ ...value, agency })}
          isDisabled={isDisabled}
        />
      ) : null}
    </>
  );
}
