import { Trans, useLingui } from '@lingui/react/macro';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { Facts } from '../../../../shared/ui/Facts';
import type { RecordData } from '../../../../shared/wire/records';
import type { Deployment } from '../../deployment';
import { LinkActions } from './LinkActions';

interface FamilyLinkProps {
  record: RecordData;
  deployment: Deployment;
  /** False for a case that takes no change from this person. */
  isUsable: boolean;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** The family the case belongs to, or a way to find it. */
export function FamilyLink({ record, deployment, isUsable }: FamilyLinkProps) {
  const { t } = useLingui();
  const user = useUser();
  if (!can(user, 'cases', 'view_family_record', 'link_family_record')) return null;
  const linked = linkedTo(record);
  return (
    <div className="panel-card">
      {linked === undefined ? (
        <p>
          <Trans id="panel.family.unlinked">This case belongs to no family record.</Trans>
        </p>
      ) : (
        <Facts
          facts={[
            {
              label: t({ id: 'panel.linked.family', message: 'Family record' }),
              value: text(record['family_id_display']),
            },
            {
              label: t({ id: 'panel.registry.name', message: 'Name' }),
              value: text(record['family_name']),
            },
            {
              label: t({ id: 'panel.registry.number', message: 'Number' }),
              value: text(record['family_number']),
            },
          ]}
        />
      )}
      <LinkActions
        record={record}
        type="families"
        linked={linked}
        deployment={deployment}
        mayLink={isUsable && can(user, 'cases', 'link_family_record')}
        words={{
          open: t({ id: 'panel.family.open', message: 'Open the family' }),
          unlink: t({ id: 'panel.family.unlink', message: 'Take the case out of the family' }),
          link: t({ id: 'panel.family.link', message: 'Link to a family' }),
          create: t({ id: 'panel.family.begin', message: 'New family record' }),
        }}
      />
    </div>
  );
}

/** What the case itself says of it. */
function linkedTo(record: RecordData): RecordData | undefined {
  const id = text(record['family_id']);
  if (id === '') return undefined;
  const { family_name, family_number, family_id_display } = record;
  return { id, family_name, family_number, family_id_display };
}
