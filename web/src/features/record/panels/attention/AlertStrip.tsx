import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { use, useEffect } from 'react';
import type { RecordType } from '../../../../shared/wire/records';
import type { FormDefinition } from '../../../../shared/forms/definition';
import { tellAlertForms } from '../../checks/alert-forms';
import type { Deployment } from '../../deployment';
import type { Target } from '../../FormPart';
import { recordKey } from '../../useRecord';
import { recordTexts } from '../../../../shared/text/record-texts';
import { AlertList } from './AlertList';
import { fetchAlerts } from './attention.wire';
import '../panels.css';

interface AlertStripProps {
  type: RecordType;
  id: string;
  deployment: Deployment;
  /** The forms that can be opened. */
  forms: readonly FormDefinition[];
  goTo: (target: Target) => void;
}

/** The alerts of a record above its forms; nothing where there are none, or none may be seen. */
export default function AlertStrip({ type, id, deployment, forms, goTo }: AlertStripProps) {
  use(recordTexts);
  const { t } = useLingui();
  const alerts = useQuery({
    queryKey: [...recordKey(type, id), 'alerts'],
    queryFn: ({ signal }) => fetchAlerts(type, id, signal),
    staleTime: 0,
  });
  const list = alerts.data;
  useEffect(() => {
    const waiting = (list ?? []).filter((alert) => !alert.snoozed_until);
    tellAlertForms(waiting.map((alert) => alert.form_unique_id ?? ''));
    return () => tellAlertForms([]);
  }, [list]);
  if (alerts.data === undefined || alerts.data.length === 0) return null;
  const label = t({ id: 'panel.alert.title', message: 'Alerts' });
  const waiting = alerts.data.filter((alert) => !alert.snoozed_until);
  const later = alerts.data.filter((alert) => alert.snoozed_until);
  const count = later.length;
  const shared = { type, id, deployment, forms, goTo };
  return (
    <section className="alert-strip" aria-label={label}>
      {waiting.length > 0 ? <AlertList {...shared} alerts={waiting} /> : null}
      {count > 0 ? (
        <details>
          <summary>{t({ id: 'panel.alert.later', message: `Put off (${count})` })}</summary>
          <AlertList {...shared} alerts={later} />
        </details>
      ) : null}
    </section>
  );
}
