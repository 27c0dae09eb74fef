import { plural } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { type ComponentType, use, useEffect, useRef, useState } from 'react';
import type { FormDefinition } from '../../../../shared/forms/definition';
import { useStore } from '../../../../shared/forms/engine/hooks';
import type { FieldNoteProps } from '../../../../shared/forms/fields/form-view';
import { useLabel } from '../../../../shared/forms/fields/useFieldTexts';
import { formatDateTime } from '../../../../shared/i18n/format';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { Checkbox } from '../../../../shared/ui/Checkbox';
import { media, useMedia } from '../../../../shared/ui/useMedia';
import type { RecordType } from '../../../../shared/wire/records';
import { type FieldPlace, placeOf } from '../../field-places';
import type { Target } from '../../FormPart';
import { recordKey } from '../../useRecord';
import { askHistory } from '../log/asked-history';
import { recordTexts } from '../../../../shared/text/record-texts';
import { fetchRecentChanges, type RecentChange } from './last-look.wire';
import '../panels.css';

/** So few are listed at once, where there is room. */
const open_max = 4;

interface LastLookProps {
  type: RecordType;
  id: string;
  /** The forms that can be opened. */
  forms: readonly FormDefinition[];
  goTo: (target: Target) => void;
  /** Takes what is to stand beside each question. */
  onNote: (note: () => ComponentType<FieldNoteProps> | undefined) => void;
}

/**
 * What others changed since this person last looked, each with the way to it; and the way from each
 * answer to its history, once somebody wants it.
 */
export default function LastLook({ type, id, forms, goTo, onNote }: LastLookProps) {
  use(recordTexts);
  const user = useUser();
  const [withHistory, setWithHistory] = useState(false);
  const lead = useRef(goTo);
  const store = useStore();
  const { data } = useQuery({
    queryKey: [...recordKey(type, id), 'recent-changes'],
    queryFn: ({ signal }) => fetchRecentChanges(type, id, signal),
    staleTime: 0,
    retry: false,
  });
  const changes = data?.changes;
  useEffect(() => {
    lead.current = goTo;
  }, [goTo]);
  useEffect(() => {
    if ((changes ?? []).length === 0 && !withHistory) return undefined;
    const onHistory = (field: string) => {
      askHistory(field);
      lead.current({ form: 'change_logs' });
    };
    onNote(() => noteOf(changes ?? [], withHistory ? onHistory : undefined));
    return () => onNote(() => undefined);
  }, [changes, withHistory, onNote]);
  const news = (changes ?? []).flatMap((change) => {
    const place = placeOf(forms, change.field_name);
    const isSeen =
      place !== undefined &&
      store.isFormShown(place.form) &&
      store.isShown(place.form, change.field_name);
    return isSeen ? [{ change, place }] : [];
  });
  return (
    <>
      {news.length === 0 ? null : <News news={news} since={data?.since ?? ''} goTo={goTo} />}
      {can(user, type, 'change_log') ? (
        <Checkbox isSelected={withHistory} onChange={setWithHistory}>
          <Trans id="panel.last_look.histories">Lead from each answer to its history</Trans>
        </Checkbox>
      ) : null}
    </>
  );
}

interface Line {
  readonly change: RecentChange;
  readonly place: FieldPlace;
}

interface NewsProps {
  news: readonly Line[];
  since: string;
  goTo: (target: Target) => void;
}

function News({ news, since, goTo }: NewsProps) {
  const { t } = useLingui();
  const language = useLanguage();
  const labelOf = useLabel();
  const isPhone = useMedia(media.phone);
  const when = formatDateTime(since, language);
  const count = news.length;
  return (
    <details className="last-look" open={!isPhone && count <= open_max}>
      <summary>
        {t({
          id: 'panel.last_look',
          message: plural(count, {
            one: `# answer has changed since you last looked (${when})`,
            other: `# answers have changed since you last looked (${when})`,
          }),
        })}
      </summary>
      <ul>
        {news.map(({ change, place }) => (
          <li key={change.field_name}>
            <button
              type="button"
              className="link-button"
              onClick={() => goTo({ form: place.form, field: change.field_name })}
            >
              {labelOf(place.field)}
            </button>{' '}
            <span className="soft">
              <Who change={change} />
            </span>
          </li>
        ))}
      </ul>
    </details>
  );
}

/** By whom, where that is told, and when. */
function Who({ change: { user_name: name, datetime } }: { change: RecentChange }) {
  const when = formatDateTime(datetime, useLanguage());
  if (name === null) return <bdi>{when}</bdi>;
  return (
    <Trans id="panel.last_look.by" comment="{name} is a user name, {when} a time.">
      by <bdi>{name}</bdi>, <bdi>{when}</bdi>
    </Trans>
  );
}

/** The mark beside the questions that changed. */
function noteOf(
  changes: readonly RecentChange[],
  onHistory: ((field: string) => void) | undefined,
): ComponentType<FieldNoteProps> {
  const byField = new Map(changes.map((change) => [change.field_name, change]));
  return function ChangeNote({ field }) {
    const change = byField.get(field);
    return (
      <>
        {change === undefined ? null : (
          <span className="last-look-mark">
            <Trans id="panel.last_look.mark" comment="Beside an answer that somebody else changed.">
              Changed
            </Trans>{' '}
            <Who change={change} />
          </span>
        )}
        {onHistory === undefined ? null : <HistoryLink field={field} onHistory={onHistory} />}
      </>
    );
  };
}

interface HistoryLinkProps {
  field: string;
  onHistory: (field: string) => void;
}

function HistoryLink({ field, onHistory }: HistoryLinkProps) {
  const { t } = useLingui();
  const definition = useStore().fields.find((one) => one.name === field);
  const labelOf = useLabel();
  const label = definition === undefined ? field : labelOf(definition);
  return (
    <button
      type="button"
      className="link-button history-link"
      aria-label={t({ id: 'record.history.of', message: `History of: ${label}` })}
      onClick={() => onHistory(field)}
    >
      <Trans id="panel.last_look.history">History</Trans>
    </button>
  );
}
