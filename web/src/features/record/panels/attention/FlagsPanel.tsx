import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { use, useState } from 'react';
import { Button } from '../../../../shared/ui/Button';
import { EmptyState } from '../../../../shared/ui/EmptyState';
import { Icon } from '../../../../shared/ui/Icon';
import { type Flag, fetchFlags } from '../../casework/casework.wire';
import type { PanelProps } from '../../panel-props';
import { recordKey } from '../../useRecord';
import { Answered } from '../../../../shared/ui/Answered';
import { recordTexts } from '../../../../shared/text/record-texts';
import { PanelFrame } from '../PanelFrame';
import { FlagCard } from './FlagCard';
import { FlagWork, type FlagDeed } from './FlagWork';

interface Begun {
  readonly deed: FlagDeed;
  readonly flag?: Flag;
}

/** The flags of the record, those that are open first, then those that were resolved. */
export default function FlagsPanel({ type, record, deployment, title }: PanelProps) {
  use(recordTexts);
  const { id } = record.data;
  const flags = useQuery({
    queryKey: [...recordKey(type, id), 'flags'],
    queryFn: ({ signal }) => fetchFlags(type, id, signal),
    staleTime: 0,
  });
  const [begun, setBegun] = useState<Begun>();
  const isUsable = record.data.record_in_scope !== false && record.data.enabled !== false;
  const add = (
    <Button onPress={() => setBegun({ deed: 'raise' })}>
      <Icon name="flag" size={20} />
      <Trans id="panel.flags.add">Add a flag</Trans>
    </Button>
  );
  const cards = (shown: readonly Flag[]) => (
    <ul className="panel-cards">
      {shown.map((flag) => (
        <FlagCard
          key={flag.id}
          type={type}
          flag={flag}
          isUsable={isUsable}
          onWork={(deed) => setBegun({ deed, flag })}
        />
      ))}
    </ul>
  );
  return (
    <PanelFrame title={title} actions={isUsable ? add : null}>
      <Answered query={flags}>
        {(all) => {
          const resolved = all.filter(({ removed }) => removed).toReversed();
          return (
            <>
              {all.length === 0 ? (
                <EmptyState
                  title={<Trans id="panel.flags.none">Nobody has flagged this record.</Trans>}
                />
              ) : null}
              {cards(all.filter(({ removed }) => !removed))}
              {resolved.length === 0 ? null : (
                <h3>
                  <Trans id="panel.flags.resolved">Resolved</Trans>
                </h3>
              )}
              {cards(resolved)}
            </>
          );
        }}
      </Answered>
      {begun === undefined ? null : (
        <FlagWork
          {...begun}
          type={type}
          id={id}
          deployment={deployment}
          onClose={() => setBegun(undefined)}
        />
      )}
    </PanelFrame>
  );
}
