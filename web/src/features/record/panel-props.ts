import type { RecordType } from '../../shared/wire/records';
import type { Deployment } from './deployment';
import type { Versioned } from './record.wire';

/** What every generated panel is given. */
export interface PanelProps {
  type: RecordType;
  record: Versioned;
  deployment: Deployment;
  /** The heading of the panel: its name in the navigation. */
  title: string;
}
