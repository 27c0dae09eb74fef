import { Trans } from '@lingui/react/macro';
import { use, useState } from 'react';
import { useVocabulary } from '../../../../shared/records/useVocabulary';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { EmptyState } from '../../../../shared/ui/EmptyState';
import type { PanelProps } from '../../panel-props';
import { panelTexts } from '../panel-texts';
import { PanelFrame } from '../PanelFrame';
import { CaseOfRelative } from './CaseOfRelative';
import { type Relative, relativesOf } from './family';
import { FamilyLink } from './FamilyLink';
import { FamilyPicture } from './FamilyPicture';
import { RelativeCard } from './RelativeCard';

/** Who belongs to the child: a picture, the same as a list, and the cases of relatives. */
export default function FamilyPanel({ type, record, title }: PanelProps) {
  use(panelTexts);
  const user = useUser();
  const vocabulary = useVocabulary({ withPlaces: false });
  const [asked, setAsked] = useState<Relative>();
  const { data } = record;
  const relatives = relativesOf(type, data);
  const relationText = (relation: string) =>
    relation === '' ? '' : vocabulary.text('lookup-family-relationship', relation);
  const isUsable = data.record_in_scope !== false && data.enabled !== false;
  const mayCreate = isUsable && can(user, type, 'case_from_family');
  const { name } = data;
  const child = type === 'cases' ? (typeof name === 'string' ? name : '') : undefined;
  return (
    <PanelFrame title={title}>
      {type === 'cases' ? <FamilyLink record={data} isUsable={isUsable} /> : null}
      {relatives.length === 0 ? (
        <EmptyState title={<Trans id="panel.family.none">Nobody of the family is named.</Trans>} />
      ) : (
        <FamilyPicture child={child} relatives={relatives} relationText={relationText} />
      )}
      <ul className="panel-cards">
        {relatives.map((one) => (
          <RelativeCard
            key={one.id}
            relative={one}
            relation={relationText(one.relation)}
            onCreate={mayCreate && one.caseId === undefined ? () => setAsked(one) : undefined}
          />
        ))}
      </ul>
      {asked === undefined ? null : (
        <CaseOfRelative
          type={type}
          id={data.id}
          relative={asked}
          onClose={() => setAsked(undefined)}
        />
      )}
    </PanelFrame>
  );
}
