import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { Moved, MergePreview } from '../../shared/merge/merge.wire';

/** What goes over to the case that stays, and what nobody asks this person about. */
export function WhatMoves({ preview }: { preview: MergePreview }) {
  const lines = linesOf(preview);
  return (
    <section className="panel stack" aria-labelledby="merge-moves">
      <h2 id="merge-moves">
        <Trans id="merge.moves.title">What moves to the case that stays</Trans>
      </h2>
      {lines.length === 0 ? (
        <p className="soft">
          <Trans id="merge.moves.nothing">Nothing else hangs on the other case.</Trans>
        </p>
      ) : (
        <ul>
          {lines.map(({ key, text }) => (
            <li key={key}>{text}</li>
          ))}
        </ul>
      )}
      {preview.shared_with > 0 ? (
        <p>
          <Trans id="merge.shared_with">
            <Plural
              value={preview.shared_with}
              one="# open referral of the case that stays: its recipient will see what comes in."
              other="# open referrals of the case that stays: recipients will see what comes in."
            />{' '}
            Only forms that are shared with them are shown to them.
          </Trans>
        </p>
      ) : null}
      {preview.withheld > 0 ? (
        <p className="soft">
          <Trans id="merge.withheld">
            <Plural
              value={preview.withheld}
              one="# answer that you may not see or change differs: it stays as it is."
              other="# answers that you may not see or change differ: they stay as they are."
            />
          </Trans>
        </p>
      ) : null}
    </section>
  );
}

interface Line {
  readonly key: keyof Moved;
  readonly text: ReactNode;
}

/** What there is any of, in a fixed order. */
function linesOf({ moved }: MergePreview): readonly Line[] {
  const lines: readonly Line[] = [...countedLines(moved), ...placeLines];
  return lines.filter(({ key }) => Number(moved[key]) > 0);
}

function countedLines(moved: Moved): readonly Line[] {
  const counted = {
    incidents: (
      <Trans id="merge.moves.incidents">
        <Plural value={moved.incidents} one="# incident" other="# incidents" />
      </Trans>
    ),
    attachments: (
      <Trans id="merge.moves.attachments">
        <Plural value={moved.attachments} one="# file" other="# files" />
      </Trans>
    ),
    flags: (
      <Trans id="merge.moves.flags">
        <Plural value={moved.flags} one="# open flag" other="# open flags" />
      </Trans>
    ),
    referrals: (
      <Trans id="merge.moves.referrals">
        <Plural
          value={moved.referrals}
          one="# open referral: whoever received it will see the case that stays"
          other="# open referrals: whoever received them will see the case that stays"
        />
      </Trans>
    ),
    traces: (
      <Trans id="merge.moves.traces">
        <Plural
          value={moved.traces}
          one="# link with a sought child"
          other="# links with sought children"
        />
      </Trans>
    ),
    relationships: (
      <Trans id="merge.moves.relationships">
        <Plural
          value={moved.relationships}
          one="# relation to another case"
          other="# relations to other cases"
        />
      </Trans>
    ),
  };
  return countedKeys.map((key) => ({ key, text: counted[key] }));
}

const countedKeys = [
  'incidents',
  'attachments',
  'flags',
  'referrals',
  'traces',
  'relationships',
] as const;

const placeLines: readonly Line[] = [
  {
    key: 'family',
    text: <Trans id="merge.moves.family">The place in the family</Trans>,
  },
  {
    key: 'registry_record',
    text: <Trans id="merge.moves.registry">The link with the registry record</Trans>,
  },
];
