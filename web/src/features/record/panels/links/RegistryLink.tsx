import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { pathTo } from '../../../../shared/records/record-type';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { Button } from '../../../../shared/ui/Button';
import { Facts } from '../../../../shared/ui/Facts';
import { FailureText } from '../../../../shared/ui/FailureText';
import { LinkButton } from '../../../../shared/ui/LinkButton';
import type { RecordData } from '../../../../shared/wire/records';
import { useDeed } from '../../casework/useDeed';
import { RecordPicker } from './RecordPicker';

interface RegistryLinkProps {
  record: RecordData;
  /** False for a case that takes no change from this person. */
  isUsable: boolean;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** The registry record of a case, such as a foster home, with ways to link and unlink it. */
export function RegistryLink({ record, isUsable }: RegistryLinkProps) {
  const { t } = useLingui();
  const user = useUser();
  const [isSearching, setSearching] = useState(false);
  const { isPending, error, start } = useDeed('cases', record.id, () => setSearching(false));
  const id = text(record['registry_record_id']);
  const mayLink = isUsable && can(user, 'cases', 'add_registry_record');
  const mayRead = can(user, 'registry_records', 'read');
  const link = (registry: string | null) =>
    start({ method: 'PATCH', path: '', data: { registry_record_id: registry } });
  return (
    <>
      <h3>
        <Trans id="panel.registry.title">Registry record</Trans>
      </h3>
      {id === '' ? (
        <p className="soft">
          <Trans id="panel.registry.none">No registry record is linked.</Trans>
        </p>
      ) : (
        <Facts
          facts={[
            {
              label: t({ id: 'panel.registry.name', message: 'Name' }),
              value: text(record['registry_name']),
            },
            {
              label: t({ id: 'panel.registry.number', message: 'Number' }),
              value: text(record['registry_no']) || text(record['registry_id_display']),
            },
          ]}
        />
      )}
      <div className="panel-actions">
        {id !== '' && mayRead ? (
          <LinkButton to={pathTo('registry_records', id)}>
            <Trans id="panel.registry.open">Open the registry record</Trans>
          </LinkButton>
        ) : null}
        {id !== '' && mayLink ? (
          <Button onPress={() => link(null)} isPending={isPending}>
            <Trans id="panel.registry.unlink">Remove the link</Trans>
          </Button>
        ) : null}
        {id === '' && mayLink && mayRead ? (
          <Button onPress={() => setSearching(true)}>
            <Trans id="panel.registry.link">Link a registry record</Trans>
          </Button>
        ) : null}
      </div>
      {error && !isSearching ? (
        <div role="alert">
          <FailureText error={error} />
        </div>
      ) : null}
      {isSearching ? (
        <RecordPicker
          type="registry_records"
          title={t({ id: 'panel.registry.link', message: 'Link a registry record' })}
          isPending={isPending}
          error={error}
          onPick={({ id: registry }) => link(registry)}
          onClose={() => setSearching(false)}
        />
      ) : null}
    </>
  );
}
