import { useLingui } from '@lingui/react/macro';
import { RecordType } from '../../shared/wire/records';

/** The kind of record and its number: for headings and window titles, nothing about a person. */
export function useRecordTitle(type: RecordType, number: string): string {
  const { t } = useLingui();
  switch (type) {
    case RecordType.incident:
      return t({ id: 'record.title.incident', message: `Incident ${number}` });
    case RecordType.tracingRequest:
      return t({ id: 'record.title.tracing', message: `Tracing request ${number}` });
    case RecordType.registryRecord:
      return t({ id: 'record.title.registry', message: `Registry record ${number}` });
    case RecordType.family:
      return t({ id: 'record.title.family', message: `Family ${number}` });
    default:
      return t({ id: 'record.title.case', message: `Case ${number}` });
  }
}
