import { Trans, useLingui } from '@lingui/react/macro';
import { displayId, pathTo } from '../../../../shared/records/record-type';
import { Button } from '../../../../shared/ui/Button';
import { FailureText } from '../../../../shared/ui/FailureText';
import { LinkButton } from '../../../../shared/ui/LinkButton';
import { useDeed } from '../../casework/useDeed';
import { Mark } from '../Mark';
import type { Relationship } from './links.wire';

interface RelationCardProps {
  /** The case in sight. */
  record: string;
  relationship: Relationship;
  relation: string;
  mayChange: boolean;
}

/** One related case: what it is to this one, its name where it may be seen. */
export function RelationCard({ record, relationship, relation, mayChange }: RelationCardProps) {
  const { t } = useLingui();
  const { data, case_id: other, primary } = relationship;
  const { isPending, error, start } = useDeed('cases', record, () => undefined);
  const number = displayId('cases', { ...data, id: other });
  const { name } = data;
  const mayOpen = data['record_in_scope'] !== false;
  const path = `/case_relationships/${relationship.id}`;
  return (
    <li className="panel-card">
      <div className="panel-card-head">
        <h4>{relation}</h4>
        {primary ? (
          <Mark tone="good">
            <Trans id="panel.relation.primary">Most important</Trans>
          </Mark>
        ) : null}
      </div>
      <p>
        {typeof name === 'string' && mayOpen ? <bdi>{name}</bdi> : null}{' '}
        <bdi className="soft">{number}</bdi>
      </p>
      <div className="panel-actions">
        {mayOpen ? (
          <LinkButton to={pathTo('cases', other)}>
            <span>
              <Trans id="panel.family.open_case">
                Case <bdi>{number}</bdi>
              </Trans>
            </span>
          </LinkButton>
        ) : null}
        {mayChange ? (
          <>
            <Button
              isPending={isPending}
              onPress={() => start({ method: 'PATCH', path, data: { primary: !primary } })}
            >
              {primary ? (
                <Trans id="panel.relation.unmark">No longer most important</Trans>
              ) : (
                <Trans id="panel.relation.mark">Mark as most important</Trans>
              )}
            </Button>
            <Button
              isPending={isPending}
              aria-label={t({
                id: 'panel.relation.remove_one',
                message: `End the relation to ${number}`,
              })}
              onPress={() => start({ method: 'DELETE', path, data: {} })}
            >
              <Trans id="panel.relation.remove">End the relation</Trans>
            </Button>
          </>
        ) : null}
      </div>
      {error ? (
        <div role="alert">
          <FailureText error={error} />
        </div>
      ) : null}
    </li>
  );
}
