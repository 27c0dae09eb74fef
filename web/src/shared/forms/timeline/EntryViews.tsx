import { Trans } from '@lingui/react/macro';
import { Fragment, useState } from 'react';
import { fieldTexts } from '../../capture/field-texts';
import { AreaTexts } from '../../i18n/AreaTexts';
import { formatDate } from '../../i18n/format';
import { useLanguage } from '../../i18n/useLanguage';
import { Button } from '../../ui/Button';
import { Icon } from '../../ui/Icon';
import { Entries, EntryList, type EntryListProps } from '../fields/EntryList';
import { useFormView } from '../fields/form-view';
import { type Moment, type MomentState, momentsOf, todayAmong } from './moments';
import './timeline.css';

/** Services or follow-ups as a list, or along the days on which they were or will be. */
export default function EntryViews(props: EntryListProps) {
  return (
    <AreaTexts ready={fieldTexts}>
      <Views {...props} />
    </AreaTexts>
  );
}

function Views(props: EntryListProps) {
  const [isTimeline, setTimeline] = useState(false);
  return (
    <>
      <div className="row">
        <Button onPress={() => setTimeline(!isTimeline)}>
          <Icon name={isTimeline ? 'tasks' : 'calendar'} size={20} />
          {isTimeline ? (
            <Trans id="timeline.list">Show as a list</Trans>
          ) : (
            <Trans id="timeline.show">Show as a timeline</Trans>
          )}
        </Button>
      </div>
      {isTimeline ? <Timeline {...props} /> : <EntryList {...props} />}
    </>
  );
}

function Timeline(props: EntryListProps) {
  const { today } = useFormView().clock;
  const moments = momentsOf(props.field.name, props.entries, today);
  const now = todayAmong(moments, today);
  return (
    <ol className="timeline">
      {moments.map((moment, index) => (
        <Fragment key={`${moment.day ?? ''} ${moment.state ?? ''}`}>
          {index === now ? <Today day={today} /> : null}
          <li className={`moment moment-${moment.state ?? 'open'}`}>
            <MomentHead moment={moment} />
            <Entries {...props} entries={moment.entries} />
          </li>
        </Fragment>
      ))}
      {now === moments.length ? <Today day={today} /> : null}
    </ol>
  );
}

function Today({ day }: { day: string }) {
  const language = useLanguage();
  return (
    <li className="moment moment-today">
      <p>
        <strong>
          <Trans id="timeline.today">Today</Trans>
        </strong>{' '}
        <bdi>{formatDate(day, language)}</bdi>
      </p>
    </li>
  );
}

function MomentHead({ moment: { day, state } }: { moment: Moment }) {
  const language = useLanguage();
  return (
    <p className="moment-head">
      {day === undefined ? (
        <Trans id="timeline.undated">Without a date</Trans>
      ) : (
        <time dateTime={day}>
          <bdi>{formatDate(day, language)}</bdi>
        </time>
      )}
      {state === undefined ? null : (
        <span className="moment-state">
          <StateText state={state} />
        </span>
      )}
    </p>
  );
}

function StateText({ state }: { state: MomentState }) {
  switch (state) {
    case 'done':
      return (
        <>
          <Icon name="check" size={16} />
          <Trans id="timeline.done">Done</Trans>
        </>
      );
    case 'late':
      return (
        <>
          <Icon name="warning" size={16} />
          <Trans id="timeline.late">Overdue</Trans>
        </>
      );
    case 'planned':
      return <Trans id="timeline.planned">Planned</Trans>;
  }
}
