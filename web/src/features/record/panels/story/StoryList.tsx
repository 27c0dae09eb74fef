import { formatDate } from '../../../../shared/i18n/format';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import type { StoryEvent } from './story-event';
import { useStoryText } from './useStoryText';
import './story.css';

/** Events under their days, newest first. */
export function StoryList({ events }: { events: readonly StoryEvent[] }) {
  const language = useLanguage();
  const textOf = useStoryText();
  const days = [...Map.groupBy(events, ({ at }) => formatDate(at, language))];
  return (
    <ol className="story">
      {days.map(([day, happened]) => (
        <li key={day}>
          <h3>
            <time dateTime={happened[0]?.at.slice(0, 10)}>
              <bdi>{day}</bdi>
            </time>
          </h3>
          <ul>
            {happened.map((event, at) => (
              <li key={at} className={`story-event story-${event.kind}`}>
                <p>{textOf(event)}</p>
                {event.words ? (
                  <blockquote>
                    <bdi>{event.words}</bdi>
                  </blockquote>
                ) : null}
              </li>
            ))}
          </ul>
        </li>
      ))}
    </ol>
  );
}
