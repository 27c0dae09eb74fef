import { Trans, useLingui } from '@lingui/react/macro';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import type { RecordData } from '../../../../shared/wire/records';
import { LinkActions } from './LinkActions';

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
  if (!can(user, 'cases', 'view_family_record', 'link_family_record')) return null;
  const id = text(record['family_id']);
  const number = text(record['family_number']) || text(record['family_id_display']);
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
      <LinkActions
        record={record}
        type="families"
        linked={id}
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
