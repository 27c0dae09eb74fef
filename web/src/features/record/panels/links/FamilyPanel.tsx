import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { use, useState } from 'react';
import { useVocabulary } from '../../../../shared/records/useVocabulary';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { EmptyState } from '../../../../shared/ui/EmptyState';
import type { PanelProps } from '../../panel-props';
import { recordKey } from '../../useRecord';
import { panelTexts } from '../panel-texts';
import { PanelFrame } from '../PanelFrame';
import { CaseOfRelative } from './CaseOfRelative';
import { placeOf, relatedCases, type Relative, relativesOf } from './family';
import { FamilyLink } from './FamilyLink';
import { FamilyPicture } from './FamilyPicture';
import { fetchRelationships } from './links.wire';
import { RelativeCard } from './RelativeCard';
import { useRelationTexts } from './useRelationTexts';

/** Who belongs to the child: a picture, the same as a list, and the cases of relatives. */
export default function FamilyPanel({ type, record, deployment, title }: PanelProps) {
  use(panelTexts);
  const user = useUser();
  const vocabulary = useVocabulary({ withPlaces: false });
  const [asked, setAsked] = useState<Relative>();
  const { data } = record;
  const relatives = useRelatives({ type, record, deployment, title });
  const relationText = ({ relation, elsewhere }: Relative) =>
    elsewhere?.relation ??
    (relation === '' ? '' : vocabulary.text('lookup-family-relationship', relation));
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
            relation={relationText(one)}
            onCreate={
              mayCreate && one.caseId === undefined && one.elsewhere === undefined
                ? () => setAsked(one)
                : undefined
            }
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

/** Whom the form names, whose cases are related, and where the child lives instead. */
function useRelatives({ type, record: { data }, deployment }: PanelProps): readonly Relative[] {
  const { t } = useLingui();
  const user = useUser();
  const isCase = type === 'cases';
  const rights = ['view_case_relationships', 'update_case_relationships'] as const;
  const related = useQuery({
    queryKey: [...recordKey('cases', data.id), 'relationships'],
    queryFn: ({ signal }) => fetchRelationships(data.id, signal),
    enabled: isCase && can(user, 'cases', ...rights),
    staleTime: 0,
  });
  const { textOf } = useRelationTexts(deployment.settings);
  const named = relativesOf(type, data);
  if (!isCase) return named;
  const place = can(user, 'cases', 'view_registry_record', 'add_registry_record')
    ? placeOf(data, t({ id: 'panel.registry.title', message: 'Registry record' }))
    : [];
  return [...named, ...relatedCases(related.data ?? [], named, textOf), ...place];
}
