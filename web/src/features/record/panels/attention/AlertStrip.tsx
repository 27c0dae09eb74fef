import { useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { use } from 'react';
import type { RecordType } from '../../../../shared/wire/records';
import type { Deployment } from '../../deployment';
import { recordKey } from '../../useRecord';
import { panelTexts } from '../panel-texts';
import { AlertList } from './AlertList';
import { fetchAlerts } from './attention.wire';
import '../panels.css';

interface AlertStripProps {
  type: RecordType;
  id: string;
  deployment: Deployment;
  onOpen: (form: string) => void;
}

/** The alerts of a record above its forms; nothing where there are none, or none may be seen. */
export default function AlertStrip({ type, id, deployment, onOpen }: AlertStripProps) {
  use(panelTexts);
  const { t } = useLingui();
  const alerts = useQuery({
    queryKey: [...recordKey(type, id), 'alerts'],
    queryFn: ({ signal }) => fetchAlerts(type, id, signal),
    staleTime: 0,
  });
  if (alerts.data === undefined || alerts.data.length === 0) return null;
  const label = t({ id: 'panel.alert.title', message: 'Alerts' });
  const waiting = alerts.data.filter((alert) => !alert.snoozed_until);
  const later = alerts.data.filter((alert) => alert.snoozed_until);
  const count = later.length;
  const shared = { type, id, deployment, onOpen };
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
