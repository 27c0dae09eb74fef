import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { pathTo } from '../../../../shared/records/record-type';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { Button } from '../../../../shared/ui/Button';
import { LinkButton } from '../../../../shared/ui/LinkButton';
import type { RecordData } from '../../../../shared/wire/records';
import { useDeed } from '../../casework/useDeed';
import { FailureText } from '../../../../shared/ui/FailureText';
import { RecordPicker } from './RecordPicker';

interface FamilyLinkProps {
  record: RecordData;
  /** False for a case that takes no change from this person. */
  isUsable: boolean;
}

const text = (value: unknown) => (typeof value === 'string' ? value : '');

/** The family the case belongs to, or a way to find it. */
export function FamilyLink({ record, isUsable }: FamilyLinkProps) {
  const { t } = useLingui();
  const user = useUser();
  const [isSearching, setSearching] = useState(false);
  const { isPending, error, start } = useDeed('cases', record.id, () => setSearching(false));
  if (!can(user, 'cases', 'view_family_record', 'link_family_record')) return null;
  const mayLink = isUsable && can(user, 'cases', 'link_family_record');
  const id = text(record['family_id']);
  const number = text(record['family_number']) || text(record['family_id_display']);
  const link = (family: string | null) =>
    start({ method: 'PATCH', path: '', data: { family_id: family } });
  return (
    <div className="panel-card">
      {id === '' ? (
        <p>
          <Trans id="panel.family.unlinked">This case belongs to no family record.</Trans>
        </p>
      ) : (
        <p>
          <Trans id="panel.family.linked">
            Family record <bdi>{number}</bdi>
          </Trans>
        </p>
      )}
      <div className="panel-actions">
        {id !== '' && can(user, 'families', 'read') ? (
          <LinkButton to={pathTo('families', id)}>
            <Trans id="panel.family.open">Open the family</Trans>
          </LinkButton>
        ) : null}
        {id !== '' && mayLink ? (
          <Button onPress={() => link(null)} isPending={isPending}>
            <Trans id="panel.family.unlink">Take the case out of the family</Trans>
          </Button>
        ) : null}
        {id === '' && mayLink && can(user, 'families', 'read') ? (
          <Button onPress={() => setSearching(true)}>
            <Trans id="panel.family.link">Link to a family</Trans>
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
          type="families"
          title={t({ id: 'panel.family.link', message: 'Link to a family' })}
          isPending={isPending}
          error={error}
          onPick={({ id: family }) => link(family)}
          onClose={() => setSearching(false)}
        />
      ) : null}
    </div>
  );
}
