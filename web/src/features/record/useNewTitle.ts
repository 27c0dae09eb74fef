import { useLingui } from '@lingui/react/macro';
import { RecordType } from '../../shared/wire/records';

/** The heading of a form for a new record. */
export function useNewTitle(type: RecordType): string {
  const { t } = useLingui();
  switch (type) {
    case RecordType.incident:
      return t({ id: 'record.new.incident', message: 'New incident' });
    case RecordType.tracingRequest:
      return t({ id: 'record.new.tracing', message: 'New tracing request' });
    case RecordType.registryRecord:
      return t({ id: 'record.new.registry', message: 'New registry record' });
    case RecordType.family:
      return t({ id: 'record.new.family', message: 'New family' });
    default:
      return t({ id: 'record.new.case', message: 'New case' });
  }
}
