import { Trans, useLingui } from '@lingui/react/macro';
import { use, useState } from 'react';
import { EmptyState } from '../../../../shared/ui/EmptyState';
import { ErrorState } from '../../../../shared/ui/ErrorState';
import { Skeleton } from '../../../../shared/ui/Skeleton';
import type { PanelProps } from '../../panel-props';
import { recordTexts } from '../../../../shared/text/record-texts';
import { PanelFrame } from '../PanelFrame';
import { story_kinds, type StoryKind } from './story-event';
import { StoryList } from './StoryList';
import { useStory } from './useStory';
import { useStoryKinds } from './useStoryText';

/** The case as a story: who did what when, all of it or the kinds that were chosen. */
export default function StoryPanel({ type, record, deployment, title }: PanelProps) {
  use(recordTexts);
  const story = useStory(type, record.data, deployment);
  const [chosen, setChosen] = useState<ReadonlySet<StoryKind>>(new Set());
  const present = story_kinds.filter((kind) => story.events.some((one) => one.kind === kind));
  const shown = story.events.filter(({ kind }) => chosen.size === 0 || chosen.has(kind));
  return (
    <PanelFrame title={title}>
      {present.length < 2 ? null : (
        <KindFilter kinds={present} chosen={chosen} onChange={setChosen} />
      )}
      {story.error ? <ErrorState error={story.error} onRetry={story.retry} /> : null}
      {story.isPending ? <Skeleton lines={6} /> : null}
      {!story.isPending && shown.length === 0 ? (
        <EmptyState title={<Trans id="story.none">Nothing of this kind has happened.</Trans>} />
      ) : null}
      {story.isPending ? null : <StoryList events={shown} />}
      {story.isShortened ? (
        <p className="soft">
          <Trans id="story.shortened">Older changes of answers are in the change log.</Trans>
        </p>
      ) : null}
    </PanelFrame>
  );
}

interface KindFilterProps {
  kinds: readonly StoryKind[];
  chosen: ReadonlySet<StoryKind>;
  onChange: (chosen: ReadonlySet<StoryKind>) => void;
}

function KindFilter({ kinds, chosen, onChange }: KindFilterProps) {
  const { t } = useLingui();
  const names = useStoryKinds();
  const label = t({ id: 'story.filter', message: 'Show only' });
  return (
    <div className="story-filter" role="group" aria-label={label}>
      {kinds.map((kind) => (
        <button
          key={kind}
          type="button"
          aria-pressed={chosen.has(kind)}
          onClick={() => onChange(chosen.symmetricDifference(new Set([kind])))}
        >
          {names[kind]}
        </button>
      ))}
    </div>
  );
}
