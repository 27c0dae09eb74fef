import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { use, useState } from 'react';
import { useVocabulary } from '../../../../shared/records/useVocabulary';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { EmptyState } from '../../../../shared/ui/EmptyState';
import type { RecordData } from '../../../../shared/wire/records';
import { incidentsQuery, relationshipsQuery } from '../../list-queries';
import type { PanelProps } from '../../panel-props';
import { recordTexts } from '../../../../shared/text/record-texts';
import { PanelFrame } from '../PanelFrame';
import { CaseOfRelative } from './CaseOfRelative';
import { perpetrators, placeOf, relatedCases, type Relative, relativesOf } from './family';
import { FamilyLink } from './FamilyLink';
import { FamilyPicture } from './FamilyPicture';
import { LinkMember } from './LinkMember';
import { RelativeCard } from './RelativeCard';
import { useRelationTexts } from './useRelationTexts';

/** For whom a case is made, or found. */
interface Asked {
  readonly relative: Relative;
  readonly how: 'create' | 'link';
}

/** The family record in question; empty where there is none. */
function familyOf(type: PanelProps['type'], data: RecordData): string {
  const id = type === 'families' ? data.id : data['family_id'];
  return typeof id === 'string' ? id : '';
}

/** Who belongs to the child: a picture, the same as a list, and the cases of relatives. */
export default function FamilyPanel({ type, record, deployment, title }: PanelProps) {
  use(recordTexts);
  const user = useUser();
  const vocabulary = useVocabulary({ withPlaces: false });
  const [asked, setAsked] = useState<Asked>();
  const { data } = record;
  const relatives = useRelatives({ type, record, deployment, title });
  const relationText = ({ relation, elsewhere }: Relative) =>
    elsewhere?.relation ??
    (relation === '' ? '' : vocabulary.text('lookup-family-relationship', relation));
  const isUsable = data.record_in_scope !== false && data.enabled !== false;
  const mayCreate = isUsable && can(user, type, 'case_from_family');
  const family = familyOf(type, data);
  const mayLink = isUsable && family !== '' && can(user, 'cases', 'link_family_record');
  const isFree = (one: Relative) => one.caseId === undefined && one.elsewhere === undefined;
  const close = () => setAsked(undefined);
  const { name } = data;
  const child = type === 'cases' ? (typeof name === 'string' ? name : '') : undefined;
  return (
    <PanelFrame title={title}>
      {type === 'cases' ? (
        <FamilyLink record={data} deployment={deployment} isUsable={isUsable} />
      ) : null}
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
              mayCreate && isFree(one)
                ? () => setAsked({ relative: one, how: 'create' })
                : undefined
            }
            onLink={
              mayLink && isFree(one) ? () => setAsked({ relative: one, how: 'link' }) : undefined
            }
          />
        ))}
      </ul>
      {asked?.how === 'create' ? (
        <CaseOfRelative type={type} id={data.id} relative={asked.relative} onClose={close} />
      ) : null}
      {asked?.how === 'link' ? (
        <LinkMember
          type={type}
          id={data.id}
          family={family}
          relative={asked.relative}
          without={[data.id, ...relatives.flatMap(({ caseId }) => caseId ?? [])]}
          onClose={close}
        />
      ) : null}
    </PanelFrame>
  );
}

/** Whom the form names, whose cases are related, who did harm, where the child lives instead. */
function useRelatives({ type, record: { data }, deployment }: PanelProps): readonly Relative[] {
  const { t } = useLingui();
  const user = useUser();
  const isCase = type === 'cases';
  const rights = ['view_case_relationships', 'update_case_relationships'] as const;
  const related = useQuery({
    ...relationshipsQuery(data.id),
    enabled: isCase && can(user, 'cases', ...rights),
  });
  const incidents = useQuery({
    ...incidentsQuery(data.id),
    enabled: isCase && can(user, 'incidents', 'read'),
  });
  const { textOf } = useRelationTexts(deployment.settings);
  const harmText = useHarmText();
  const named = relativesOf(type, data);
  if (!isCase) return named;
  const place = can(user, 'cases', 'view_registry_record', 'add_registry_record')
    ? placeOf(data, t({ id: 'panel.registry.title', message: 'Registry record' }))
    : [];
  return [
    ...named,
    ...relatedCases(related.data ?? [], named, textOf),
    ...perpetrators(incidents.data ?? [], harmText),
    ...place,
  ];
}

/** That an incident names somebody as having done harm, and how they stand to the child. */
function useHarmText(): (relation: string) => string {
  const { t } = useLingui();
  const vocabulary = useVocabulary({ withPlaces: false });
  const harm = t({ id: 'panel.family.harm', message: 'Named in an incident as having done harm' });
  return (relation) =>
    relation === ''
      ? harm
      : `${harm} · ${vocabulary.text('lookup-perpetrator-relationship', relation)}`;
}
