import { use } from 'react';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import type { PanelProps } from '../../panel-props';
import { recordTexts } from '../../../../shared/text/record-texts';
import { PanelFrame } from '../PanelFrame';
import { RegistryLink } from './RegistryLink';
import { Relationships } from './Relationships';
import { SourceCase } from './SourceCase';

/** What a case is linked with: other cases, a registry record, the case it was begun from. */
export default function LinkedPanel({ record, deployment, title }: PanelProps) {
  use(recordTexts);
  const user = useUser();
  const { data } = record;
  const isUsable = data.record_in_scope !== false && data.enabled !== false;
  return (
    <PanelFrame title={title}>
      {can(user, 'cases', 'view_case_relationships', 'update_case_relationships') ? (
        <Relationships record={data} settings={deployment.settings} isUsable={isUsable} />
      ) : null}
      {can(user, 'cases', 'view_registry_record', 'add_registry_record') ? (
        <RegistryLink record={data} deployment={deployment} isUsable={isUsable} />
      ) : null}
      <SourceCase record={data} />
    </PanelFrame>
  );
}
