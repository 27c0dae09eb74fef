import { Plural, Trans } from '@lingui/react/macro';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useEffect, useMemo } from 'react';
import { DuplicateList } from './DuplicateList';
import { type Duplicate, duplicatesQuery, isEnough, type KnownOfChild } from './duplicates';
import { unlikely_below } from './Probability';
import { TracingTexts } from './TracingTexts';
import { useSettled } from './useSettled';
import './hints.css';

interface DuplicateHintsProps {
  /** As JSON, so that equal answers are equal. */
  known: string;
  /** Told how many are found that are not unlikely. */
  onFound?: ((count: number) => void) | undefined;
}

const typing_pause_ms = 400;
const none: readonly Duplicate[] = [];

/**
 * Registered children who may be the same as the one that is being registered. A hint, not a
 * hurdle: without an answer of the server there is none, and nothing waits for it.
 */
export default function DuplicateHints({ known, onFound }: DuplicateHintsProps) {
  const settled = useSettled(known, typing_pause_ms);
  const child = useMemo((): KnownOfChild => JSON.parse(settled), [settled]);
  // What is below stays where it is while somebody types on.
  const found = useQuery({ ...duplicatesQuery(child), placeholderData: keepPreviousData });
  const duplicates = isEnough(child) ? (found.data ?? none) : none;
  const probable = duplicates.filter(({ score }) => score >= unlikely_below);
  const count = probable.length;
  useEffect(() => onFound?.(count), [onFound, count]);
  return (
    <TracingTexts>
      <Hints
        probable={probable}
        unlikely={duplicates.filter(({ score }) => score < unlikely_below)}
      />
    </TracingTexts>
  );
}

interface HintsProps {
  probable: readonly Duplicate[];
  unlikely: readonly Duplicate[];
}

/** The unlikely ones are there for who doubts, but warn nobody. */
function Hints({ probable, unlikely }: HintsProps) {
  const count = probable.length;
  const others = unlikely.length;
  return (
    <section
      className={count > 0 ? 'hints stack' : undefined}
      aria-labelledby={count > 0 ? 'duplicate-hints' : undefined}
    >
      <div role="status">
        {count > 0 ? (
          <h2 id="duplicate-hints">
            <Trans id="duplicates.title">
              <Plural
                value={count}
                one="# child who may be the same is registered already"
                other="# children who may be the same are registered already"
              />
            </Trans>
          </h2>
        ) : null}
      </div>
      {count > 0 ? <DuplicateList duplicates={probable} /> : null}
      {others > 0 ? (
        <details className="hints-unlikely">
          <summary>
            <Trans id="duplicates.unlikely">Registered children who are less alike: {others}</Trans>
          </summary>
          <DuplicateList duplicates={unlikely} />
        </details>
      ) : null}
    </section>
  );
}
