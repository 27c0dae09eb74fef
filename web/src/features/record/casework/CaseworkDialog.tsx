import { lazy, use } from 'react';
import { sharingTexts } from '../sharing/sharing-texts';
import { ApprovalAnswer } from './ApprovalAnswer';
import { ApprovalRequest } from './ApprovalRequest';
import type { CaseworkAction } from './casework-actions';
import type { CaseworkProps } from './casework-props';
import { KeepDialog } from './KeepDialog';
import { FlagDialog } from './FlagDialog';
import { IncidentDialog } from './IncidentDialog';
import { RowDialog } from './RowDialog';
import { SiblingDialog } from './SiblingDialog';
import { SyncDialog } from './SyncDialog';

// What looks for records and people is fetched by itself.
const LinkToCase = lazy(() => import('./LinkToCase'));
const HandOverDialog = lazy(() => import('./HandOverDialog'));
const AttributeDialog = lazy(() => import('./AttributeDialog'));
const TaskDialog = lazy(() => import('./TaskDialog'));

const dialogs = {
  request: ApprovalRequest,
  answer: ApprovalAnswer,
  note: (props: CaseworkProps) => <RowDialog {...props} action="note" />,
  service: (props: CaseworkProps) => <RowDialog {...props} action="service" />,
  incident_details: (props: CaseworkProps) => <RowDialog {...props} action="incident_details" />,
  incident: IncidentDialog,
  link_case: LinkToCase,
  flag: FlagDialog,
  refer: (props: CaseworkProps) => <HandOverDialog {...props} way="refer" />,
  transfer: (props: CaseworkProps) => <HandOverDialog {...props} way="transfer" />,
  assign: (props: CaseworkProps) => <HandOverDialog {...props} way="assign" />,
  attribute: AttributeDialog,
  sync: SyncDialog,
  sibling: SiblingDialog,
  keep: KeepDialog,
  task: TaskDialog,
} as const;

/** The dialog of one action; it comes when somebody chooses the action. */
export default function CaseworkDialog({
  action,
  ...props
}: CaseworkProps & { action: CaseworkAction }) {
  use(sharingTexts);
  const Chosen = dialogs[action];
  return <Chosen {...props} />;
}
