import type { RecordData, RecordType } from '../../../shared/wire/records';
import type { Deployment } from '../deployment';

/** What every dialog of casework is given. */
export interface CaseworkProps {
  type: RecordType;
  record: RecordData;
  deployment: Deployment;
  onClose: () => void;
}
