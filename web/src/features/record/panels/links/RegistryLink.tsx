import { Trans, useLingui } from '@lingui/react/macro';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { Facts } from '../../../../shared/ui/Facts';
import type { RecordData } from '../../../../shared/wire/records';
import type { Deployment } from '../../deployment';
import { LinkActions } from './LinkActions';

interface RegistryLinkProps {
  record: RecordData;
  deployment: Deployment;
  /** False for a case that takes no change from this person. */
  isUsable: boolean;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** The registry record of a case, such as a foster home, with ways to link and unlink it. */
export function RegistryLink({ record, deployment, isUsable }: RegistryLinkProps) {
  const { t } = useLingui();
  const user = useUser();
  const linked = linkedTo(record);
  return (
    <>
      <h3>
        <Trans id="panel.registry.title">Registry record</Trans>
      </h3>
      {linked === undefined ? (
        <p className="soft">
          <Trans id="panel.registry.none">No registry record is linked.</Trans>
        </p>
      ) : (
        <Facts
          facts={[
            {
              label: t({ id: 'panel.linked.id', message: 'ID' }),
              value: text(record['registry_id_display']),
            },
            {
              label: t({ id: 'panel.registry.name', message: 'Name' }),
              value: text(record['registry_name']),
            },
            {
              label: t({ id: 'panel.registry.number', message: 'Number' }),
              value: text(record['registry_no']),
            },
          ]}
        />
      )}
      <LinkActions
        record={record}
        type="registry_records"
        linked={linked}
        deployment={deployment}
        mayLink={isUsable && can(user, 'cases', 'add_registry_record')}
        words={{
          open: t({ id: 'panel.registry.open', message: 'Open the registry record' }),
          unlink: t({ id: 'panel.registry.unlink', message: 'Remove the link' }),
          link: t({ id: 'panel.registry.link', message: 'Link a registry record' }),
          create: t({ id: 'panel.registry.create', message: 'New registry record' }),
        }}
      />
    </>
  );
}

/** What the case itself says of it, under the names that a registry record has. */
function linkedTo(record: RecordData): RecordData | undefined {
  const id = text(record['registry_record_id']);
  if (id === '') return undefined;
  return {
    id,
    name: record['registry_name'],
    registry_no: record['registry_no'],
    registry_id_display: record['registry_id_display'],
  };
}
