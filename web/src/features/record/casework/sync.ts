import { singularOf } from '../../../shared/records/record-type';
import type { RecordData, RecordType } from '../../../shared/wire/records';
import type { Deployment } from '../deployment';

/** Whether the programme of the record sends records of its type to other systems on demand. */
export function isSynced(
  { settings }: Pick<Deployment, 'settings'>,
  type: RecordType,
  record: RecordData,
): boolean {
  const module = settings.modules.find((one) => one.unique_id === record.module_id);
  const types = module?.module_options.use_webhook_sync_for ?? [];
  return types.includes(type) || types.includes(singularOf(type));
}
