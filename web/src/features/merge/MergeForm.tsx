import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { FieldState, type MergePreview } from '../../shared/merge/merge.wire';
import { Button } from '../../shared/ui/Button';
import { choicesOf, fieldsOf, isAnythingPicked, undecided } from './choices';
import { ConfirmMerge } from './ConfirmMerge';
import { Differences } from './Differences';
import { FoldedFields } from './FoldedFields';
import { MergeLeaveGuard } from './MergeLeaveGuard';
import { MergeSides } from './MergeSides';
import { usePicked } from './usePicked';
import { WhatMoves } from './WhatMoves';

interface MergeFormProps {
  preview: MergePreview;
  onReload: () => void;
}

/** Differences first, then what only one of them says, what both say, and what moves. */
export function MergeForm({ preview, onReload }: MergeFormProps) {
  const { t } = useLingui();
  const { picked, change, hasChanged } = usePicked(preview);
  const [isChecked, setChecked] = useState(false);
  const [isAsking, setAsking] = useState(false);
  const fields = fieldsOf(preview);
  const open = undecided(preview, picked);
  const submit = () => {
    setChecked(true);
    if (open.length === 0) {
      setAsking(true);
      return;
    }
    const first = document.querySelector<HTMLElement>(`[data-merge-field="${open[0]?.name}"]`);
    first?.scrollIntoView({ block: 'center' });
    first?.querySelector<HTMLElement>('input')?.focus();
  };
  return (
    <>
      <MergeLeaveGuard hasChoices={isAnythingPicked(picked)} />
      <MergeSides preview={preview} />
      {hasChanged ? (
        <p role="status" className="merge-banner">
          <Trans id="merge.changed">
            One of the cases has been changed. What you chose is kept, except where an answer is
            another one now.
          </Trans>
        </p>
      ) : null}
      {preview.obstacles.length > 0 ? (
        <Obstacles preview={preview} />
      ) : (
        <>
          <Differences
            forms={preview.forms}
            picked={picked}
            onChange={change}
            missing={isChecked ? open : []}
          />
          <FoldedFields
            title={t({ id: 'merge.only_one.title', message: 'Only one of them says' })}
            fields={fields.filter(
              ({ state }) => state === FieldState.onlyThis || state === FieldState.onlyOther,
            )}
            picked={picked}
            onChange={change}
          />
          <FoldedFields
            title={t({ id: 'merge.same.title', message: 'Both say the same' })}
            fields={fields.filter(({ state }) => state === FieldState.same)}
            picked={picked}
          />
          <WhatMoves preview={preview} />
          <div className="merge-actions">
            {isChecked && open.length > 0 ? (
              <p role="alert" className="merge-problem">
                <Trans id="merge.undecided">
                  Some differences are not decided yet. Choose an answer for each.
                </Trans>
              </p>
            ) : null}
            <Button kind="primary" onPress={submit}>
              <Trans id="merge.action">Merge the cases</Trans>
            </Button>
          </div>
          {isAsking ? (
            <ConfirmMerge
              order={{ seen: preview, choices: choicesOf(preview, picked) }}
              onClose={() => setAsking(false)}
              onReload={onReload}
            />
          ) : null}
        </>
      )}
    </>
  );
}

/** Why these two cannot be merged as they are. */
function Obstacles({ preview }: { preview: MergePreview }) {
  const number = (side: 'this' | 'other') => preview[side].case_id_display ?? preview[side].id;
  return (
    <section className="panel stack merge-obstacles" aria-labelledby="merge-obstacles">
      <h2 id="merge-obstacles">
        <Trans id="merge.obstacles.title">These two cannot be merged now</Trans>
      </h2>
      <ul>
        {preview.obstacles.map(({ side, code, message }) => (
          <li key={`${side} ${code}`}>
            <bdi className="identifier">{number(side)}</bdi>: {message}
          </li>
        ))}
      </ul>
    </section>
  );
}
