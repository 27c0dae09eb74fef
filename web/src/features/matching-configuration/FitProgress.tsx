import { useLingui } from '@lingui/react/macro';
import type { Fit } from './configuration.wire';
import { step_texts } from './fit-texts';

/** How far a fit has come. */
export function FitProgress({ progress }: { progress: NonNullable<Fit['progress']> }) {
  const { i18n } = useLingui();
  const text = step_texts[progress.step];
  const name = text ? i18n._(text) : progress.step;
  return (
    <div className="row">
      <progress
        aria-label={name}
        value={progress.done}
        max={Math.max(progress.total, progress.done, 1)}
      />
      <span>{name}</span>
    </div>
  );
}
