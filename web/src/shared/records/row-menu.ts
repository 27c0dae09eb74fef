import type { ComponentType, RefObject } from 'react';
import type { RecordData, RecordType } from '../wire/records';

export interface RowMenuProps {
  type: RecordType;
  /** The record as the list shows it: not all of it is there. */
  record: RecordData;
  /** What it is called. */
  label: string;
  /** What the menu stands beside. */
  trigger: RefObject<HTMLElement | null>;
  /** The menu and whatever it led to are over. */
  onClose: () => void;
}

/** What can be done with one record of a list. Lists do not know how: it is handed to them. */
export type RowMenuComponent = ComponentType<RowMenuProps>;
