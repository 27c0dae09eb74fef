import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { pathTo } from '../../../../shared/records/record-type';
import { Button } from '../../../../shared/ui/Button';
import { LinkButton } from '../../../../shared/ui/LinkButton';
import { Mark } from '../Mark';
import type { Relative } from './family';

interface RelativeCardProps {
  relative: Relative;
  /** How the relative stands to the child, in words. */
  relation: string;
  /** Absent where no case can be made of the relative. */
  onCreate: (() => void) | undefined;
  /** Absent where no case may be linked with the relative. */
  onLink: (() => void) | undefined;
}

/** One relative: who it is, whether the child is in their care, and their own case. */
export function RelativeCard({ relative, relation, onCreate, onLink }: RelativeCardProps) {
  const { t } = useLingui();
  const { name, age, caseId, caseNumber: number } = relative;
  const years =
    age === undefined
      ? ''
      : t({
          id: 'panel.family.age',
          message: plural(age, { one: '# year old', other: '# years old' }),
        });
  return (
    <li className="panel-card">
      <div className="panel-card-head">
        <h3>
          {name === '' ? (
            <Trans id="panel.family.nameless">Name not known</Trans>
          ) : (
            <bdi>{name}</bdi>
          )}
        </h3>
        <span className="panel-actions">
          {relative.isCaregiver ? (
            <Mark tone="good">
              <Trans id="panel.family.caregiver">Caregiver</Trans>
            </Mark>
          ) : null}
          {relative.isDead ? (
            <Mark tone="plain">
              <Trans id="panel.family.dead">Not alive</Trans>
            </Mark>
          ) : null}
        </span>
      </div>
      {relation === '' && years === '' ? null : (
        <p className="soft">{[relation, years].filter(Boolean).join(' · ')}</p>
      )}
      {caseId === undefined && onCreate === undefined && onLink === undefined ? null : (
        <div className="panel-actions">
          {caseId === undefined ? null : relative.mayOpen ? (
            <LinkButton to={pathTo('cases', caseId)}>
              <span>
                <Trans id="panel.family.open_case">
                  Case <bdi>{number}</bdi>
                </Trans>
              </span>
            </LinkButton>
          ) : (
            <Trans id="panel.family.foreign_case">
              Has the case <bdi>{number}</bdi>, which you may not open.
            </Trans>
          )}
          {onCreate === undefined ? null : (
            <Button
              onPress={onCreate}
              aria-label={t({ id: 'panel.family.create_one', message: `Create a case: ${name}` })}
            >
              <Trans id="panel.family.create">Create a case</Trans>
            </Button>
          )}
          {onLink === undefined ? null : (
            <Button
              onPress={onLink}
              aria-label={t({ id: 'panel.family.join_one', message: `Link a case: ${name}` })}
            >
              <Trans id="panel.family.join">Link a case</Trans>
            </Button>
          )}
        </div>
      )}
    </li>
  );
}
