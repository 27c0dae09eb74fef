import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { DuplicateList } from './DuplicateList';
import { type Duplicate, duplicatesQuery, isEnough, type KnownOfChild } from './duplicates';
import { TracingTexts } from './TracingTexts';
import { useSettled } from './useSettled';
import './hints.css';

interface DuplicateHintsProps {
  /** As JSON, so that equal answers are equal. */
  known: string;
}

const typing_pause_ms = 400;

/**
 * Registered children who may be the same as the one that is being registered. A hint, not a
 * hurdle: without an answer of the server there is none, and nothing waits for it.
 */
export default function DuplicateHints({ known }: DuplicateHintsProps) {
  const settled = useSettled(known, typing_pause_ms);
  const child = useMemo((): KnownOfChild => JSON.parse(settled), [settled]);
  const found = useQuery(duplicatesQuery(child));
  const duplicates = isEnough(child) ? (found.data ?? []) : [];
  return (
    <TracingTexts>
      <div role="status">{duplicates.length === 0 ? null : <Hints duplicates={duplicates} />}</div>
    </TracingTexts>
  );
}

function Hints({ duplicates }: { duplicates: readonly Duplicate[] }) {
  const count = duplicates.length;
  return (
    <section className="hints stack" aria-labelledby="duplicate-hints">
      <h2 id="duplicate-hints">
        <Trans id="duplicates.title">
          <Plural
            value={count}
            one="# child who may be the same is registered already"
            other="# children who may be the same are registered already"
          />
        </Trans>
      </h2>
      <DuplicateList duplicates={duplicates} />
    </section>
  );
}
