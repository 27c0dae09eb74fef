import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { Button } from '../../../../shared/ui/Button';
import { Icon } from '../../../../shared/ui/Icon';
import { Select } from '../../../../shared/ui/Select';
import type { RecordData } from '../../../../shared/wire/records';
import type { SystemSettings } from '../../../../shared/wire/settings';
import { useDeed } from '../../casework/useDeed';
import { relationshipsQuery } from '../../list-queries';
import { Answered } from '../../../../shared/ui/Answered';
import type { Relationship } from './links.wire';
import { RecordPicker } from '../../../../shared/picker/RecordPicker';
import { RelationCard } from './RelationCard';
import { useRelationTexts } from './useRelationTexts';

interface RelationshipsProps {
  record: RecordData;
  settings: SystemSettings;
  /** False for a case that takes no change from this person. */
  isUsable: boolean;
}

/** Other cases that belong to this one, and what they are to it. */
export function Relationships({ record, settings, isUsable }: RelationshipsProps) {
  const user = useUser();
  const { id } = record;
  const list = useQuery(relationshipsQuery(id));
  const [isAdding, setAdding] = useState(false);
  const mayChange = isUsable && can(user, 'cases', 'update_case_relationships');
  const { textOf } = useRelationTexts(settings);
  return (
    <>
      <div className="panel-head">
        <h3>
          <Trans id="panel.relation.title">Related cases</Trans>
        </h3>
        {mayChange ? (
          <Button onPress={() => setAdding(true)}>
            <Icon name="plus" size={20} />
            <Trans id="panel.relation.add">Relate to a case</Trans>
          </Button>
        ) : null}
      </div>
      <Answered query={list}>
        {(all) => {
          const active = all.filter(({ disabled }) => !disabled);
          return active.length === 0 ? (
            <p className="soft">
              <Trans id="panel.relation.none">This case is related to no other.</Trans>
            </p>
          ) : (
            <ul className="panel-cards">
              {active.map((one) => (
                <RelationCard
                  key={one.id}
                  record={id}
                  relationship={one}
                  relation={textOf(one.relationship_type)}
                  mayChange={mayChange}
                />
              ))}
            </ul>
          );
        }}
      </Answered>
      {isAdding ? (
        <NewRelationship
          id={id}
          settings={settings}
          known={list.data ?? []}
          onClose={() => setAdding(false)}
        />
      ) : null}
    </>
  );
}

/** A person works on a farm, and a farm has people: two of a kind are never related so. */
const opposite: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  farmer_on: { 'case_type[0]': 'farm' },
  farm_for: { 'case_type[0]': 'person' },
};

interface NewRelationshipProps {
  id: string;
  settings: SystemSettings;
  known: readonly Relationship[];
  onClose: () => void;
}

/** Asks what the other case is to this one, then which it is. */
function NewRelationship({ id, settings, known, onClose }: NewRelationshipProps) {
  const { t } = useLingui();
  const { ids, textOf } = useRelationTexts(settings);
  const [kind, setKind] = useState(ids[0] ?? '');
  const { isPending, error, start } = useDeed('cases', id, onClose);
  const taken = known.filter((one) => !one.disabled && one.relationship_type === kind);
  return (
    <RecordPicker
      type="cases"
      title={t({ id: 'panel.relation.add', message: 'Relate to a case' })}
      isPending={isPending}
      error={error}
      among={opposite[kind]}
      without={[id, ...taken.map(({ case_id: other }) => other)]}
      onPick={({ id: other }) =>
        start({
          method: 'POST',
          path: '/case_relationships',
          data: { case_id: other, relationship_type: kind },
        })
      }
      onClose={onClose}
    >
      <Select
        label={t({ id: 'panel.relation.what', message: 'What is the other case to this one?' })}
        choices={ids.map((one) => ({ id: one, text: textOf(one) }))}
        value={kind}
        onChange={(chosen) => setKind(chosen ?? kind)}
      />
    </RecordPicker>
  );
}
