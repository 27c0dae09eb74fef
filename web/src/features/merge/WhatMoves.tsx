import { Plural, Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { MergePreview } from '../../shared/merge/merge.wire';

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
          {lines.map(([key, line]) => (
            <li key={key}>{line}</li>
          ))}
        </ul>
      )}
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

type Line = readonly [key: string, line: ReactNode];

function linesOf(preview: MergePreview): readonly Line[] {
  return [...countedLines(preview), ...linkLines(preview), ...placeLines(preview)];
}

function countedLines({ moved }: MergePreview): readonly Line[] {
  const lines: readonly (readonly [...Line, number])[] = [
    [
      'incidents',
      <Trans key="incidents" id="merge.moves.incidents">
        <Plural value={moved.incidents} one="# incident" other="# incidents" />
      </Trans>,
      moved.incidents,
    ],
    [
      'attachments',
      <Trans key="attachments" id="merge.moves.attachments">
        <Plural value={moved.attachments} one="# file" other="# files" />
      </Trans>,
      moved.attachments,
    ],
    [
      'flags',
      <Trans key="flags" id="merge.moves.flags">
        <Plural value={moved.flags} one="# open flag" other="# open flags" />
      </Trans>,
      moved.flags,
    ],
    [
      'referrals',
      <Trans key="referrals" id="merge.moves.referrals">
        <Plural
          value={moved.referrals}
          one="# open referral: whoever received it will see the case that stays"
          other="# open referrals: whoever received them will see the case that stays"
        />
      </Trans>,
      moved.referrals,
    ],
  ];
  return lines.filter(([, , count]) => count > 0).map(([key, line]) => [key, line]);
}

function linkLines({ moved }: MergePreview): readonly Line[] {
  const lines: readonly (readonly [...Line, number])[] = [
    [
      'traces',
      <Trans key="traces" id="merge.moves.traces">
        <Plural
          value={moved.traces}
          one="# link with a sought child"
          other="# links with sought children"
        />
      </Trans>,
      moved.traces,
    ],
    [
      'relationships',
      <Trans key="relationships" id="merge.moves.relationships">
        <Plural
          value={moved.relationships}
          one="# relation to another case"
          other="# relations to other cases"
        />
      </Trans>,
      moved.relationships,
    ],
  ];
  return lines.filter(([, , count]) => count > 0).map(([key, line]) => [key, line]);
}

function placeLines({ moved }: MergePreview): readonly Line[] {
  const lines: readonly (readonly [...Line, boolean])[] = [
    [
      'family',
      <Trans key="family" id="merge.moves.family">
        The place in the family
      </Trans>,
      moved.family,
    ],
    [
      'registry',
      <Trans key="registry" id="merge.moves.registry">
        The link with the registry record
      </Trans>,
      moved.registry_record,
    ],
  ];
  return lines.filter(([, , isMoved]) => isMoved).map(([key, line]) => [key, line]);
}
