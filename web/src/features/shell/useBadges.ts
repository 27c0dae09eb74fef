import { useLingui } from '@lingui/react/macro';
import { plural } from '@lingui/core/macro';
import { useQuery } from '@tanstack/react-query';
import { formatNumber } from '../../shared/i18n/format';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { alertCountsQuery } from '../../shared/records/alert-counts';
import { unreadQuery } from '../../shared/records/notifications';
import { RecordType } from '../../shared/wire/records';

/** A number beside a place, for the eyes and for the ears. */
export interface Badge {
  number: string;
  phrase: string;
}

/** What waits where: records with alerts, notifications not read. Zero has no badge. */
export function useBadges() {
  const { t } = useLingui();
  const language = useLanguage();
  const alerts = useQuery(alertCountsQuery).data;
  const unread = useQuery(unreadQuery).data ?? 0;
  const badge = (count: number | undefined, phrase: (count: number) => string) =>
    count === undefined || count === 0
      ? undefined
      : { number: formatNumber(count, language), phrase: phrase(count) };
  const ofAlerts = (count: number | undefined) =>
    badge(count, (number) =>
      t({
        id: 'nav.badge.alerts',
        message: plural(number, { one: '# with an alert', other: '# with alerts' }),
      }),
    );
  const records: Partial<Record<RecordType, Badge>> = {};
  for (const [type, key] of alertKeys) {
    const found = ofAlerts(alerts?.[key]);
    if (found !== undefined) records[type] = found;
  }
  return {
    records,
    notifications: badge(unread, (number) =>
      t({
        id: 'nav.badge.unread',
        message: plural(number, { one: '# unread', other: '# unread' }),
      }),
    ),
  };
}

const alertKeys = [
  [RecordType.case, 'case'],
  [RecordType.incident, 'incident'],
  [RecordType.tracingRequest, 'tracing_request'],
  [RecordType.registryRecord, 'registry_record'],
  [RecordType.family, 'families'],
] as const;
