import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, use } from 'react';
import { formatDateTime } from '../../../../shared/i18n/format';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { useUser } from '../../../../shared/session/useSession';
import { Button } from '../../../../shared/ui/Button';
import { ErrorState } from '../../../../shared/ui/ErrorState';
import { Skeleton } from '../../../../shared/ui/Skeleton';
import type { PanelProps } from '../../panel-props';
import { recordTexts } from '../../../../shared/text/record-texts';
import { PanelFrame } from '../PanelFrame';
import { ChildFacts } from './ChildFacts';
import { OpenMatters } from './OpenMatters';
import { StoryList } from './StoryList';
import { useStory } from './useStory';

/** The most recent events; a successor reads these first. */
const recent_events_max = 30;

/** What whoever takes the case over must know, on paper or on the screen, in their language. */
export default function HandOverSummary({ type, record, deployment, title }: PanelProps) {
  use(recordTexts);
  const story = useStory(type, record.data, deployment);
  const told = story.events.filter(({ kind }) => kind !== 'changes').slice(0, recent_events_max);
  return (
    <PanelFrame
      title={title}
      actions={
        <span className="panel-actions">
          <Button onPress={() => window.print()} isDisabled={story.isPending}>
            <Trans id="story.print">Print</Trans>
          </Button>
        </span>
      }
    >
      <Warning />
      <Part heading={<Trans id="story.part.child">The child</Trans>}>
        <ChildFacts record={record.data} deployment={deployment} />
      </Part>
      <Part heading={<Trans id="story.part.open">What is open</Trans>}>
        <OpenMatters type={type} record={record.data} deployment={deployment} />
      </Part>
      <Part heading={<Trans id="story.part.events">What happened last</Trans>}>
        {story.error ? <ErrorState error={story.error} onRetry={story.retry} /> : null}
        {story.isPending ? <Skeleton lines={6} /> : <StoryList events={told} />}
      </Part>
    </PanelFrame>
  );
}

/** Who printed it when, so that a sheet that is found says whose it was. */
function Warning() {
  const { t } = useLingui();
  const language = useLanguage();
  const { user_name: who } = useUser();
  const now = formatDateTime(new Date().toISOString(), language);
  const name = `\u2068${who}\u2069`;
  return (
    <p className="soft">
      {t({
        id: 'story.confidential',
        message: `Confidential. Made for ${name}, ${now}. Lock it away and destroy it in time.`,
      })}
    </p>
  );
}

function Part({ heading, children }: { heading: ReactNode; children: ReactNode }) {
  return (
    <div className="stack story-part">
      <h3>{heading}</h3>
      {children}
    </div>
  );
}
