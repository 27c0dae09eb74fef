import { Trans, useLingui } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { NoAnswer } from '../../shared/forms/fields/Answer';
import { formatDate, formatDateTime, formatList } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { pickText } from '../../shared/text/pick';
import type { Deployment } from './deployment';
import type { Versioned } from './record.wire';

interface InformationPanelProps {
  record: Versioned;
  deployment: Deployment;
}

function textsIn(value: unknown): string[] {
  const items: unknown[] = Array.isArray(value) ? value : [value];
  return items.filter((item) => typeof item === 'string' && item !== '').map(String);
}

/** Who has the record now and had it before, and when it was made and changed. */
export default function InformationPanel({ record, deployment }: InformationPanelProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const { data } = record;
  const text = (key: string) => formatList(textsIn(data[key]), language);
  const agency = (key: string) =>
    formatList(
      textsIn(data[key]).map((id) => {
        const known = deployment.settings.agencies.find((one) => one.unique_id === id);
        return pickText(known?.name, language) || id;
      }),
      language,
    );
  const time = (key: string) => {
    const [value] = textsIn(data[key]);
    if (value === undefined) return '';
    return value.length > 10 ? formatDateTime(value, language) : formatDate(value, language);
  };
  const module = deployment.settings.modules.find((one) => one.unique_id === data.module_id);
  return (
    <section className="stack" aria-labelledby="record-information">
      <h2 id="record-information">
        <Trans id="record.panel.information">Record information</Trans>
      </h2>
      <h3>
        <Trans id="record.information.owner_title">Who has this record</Trans>
      </h3>
      <Fact
        label={t({ id: 'record.information.owner', message: 'Responsible' })}
        value={text('owned_by')}
      />
      <Fact
        label={t({ id: 'record.information.owner_text', message: 'Field worker' })}
        value={text('owned_by_text')}
      />
      <Fact
        label={t({ id: 'record.information.agency', message: 'Agency' })}
        value={agency('owned_by_agency_id')}
      />
      <Fact
        label={t({ id: 'record.information.assigned', message: 'Others with access' })}
        value={text('assigned_user_names')}
      />
      <Fact
        label={t({ id: 'record.information.moved', message: 'Handed over on' })}
        value={time('reassigned_transferred_on')}
      />
      <Fact
        label={t({ id: 'record.information.identified', message: 'Identified by' })}
        value={text('identified_by_full_name') || text('identified_by')}
      />
      <h3>
        <Trans id="record.information.history_title">Where it comes from</Trans>
      </h3>
      <Fact
        label={t({ id: 'record.information.created_at', message: 'Registered on' })}
        value={time('created_at')}
      />
      <Fact
        label={t({ id: 'record.information.created_by', message: 'Registered by' })}
        value={text('created_by')}
      />
      <Fact
        label={t({ id: 'record.information.created_agency', message: 'Registered by agency' })}
        value={agency('created_organization')}
      />
      <Fact
        label={t({ id: 'record.information.previous_owner', message: 'Responsible before' })}
        value={text('previously_owned_by')}
      />
      <Fact
        label={t({ id: 'record.information.previous_agency', message: 'Agency before' })}
        value={agency('previously_owned_by_agency') || agency('previous_agency')}
      />
      <Fact
        label={t({ id: 'record.information.module', message: 'Programme' })}
        value={module?.name ?? ''}
      />
      <Fact
        label={t({ id: 'record.information.updated_at', message: 'Last changed on' })}
        value={time('last_updated_at')}
      />
      <Fact
        label={t({ id: 'record.information.updated_by', message: 'Last changed by' })}
        value={text('last_updated_by')}
      />
    </section>
  );
}

function Fact({ label, value }: { label: ReactNode; value: string }) {
  return (
    <dl className="answer">
      <dt>{label}</dt>
      <dd>{value === '' ? <NoAnswer /> : <bdi>{value}</bdi>}</dd>
    </dl>
  );
}
