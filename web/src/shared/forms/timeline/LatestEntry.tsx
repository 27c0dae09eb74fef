import { Trans } from '@lingui/react/macro';
import { useId } from 'react';
import { fieldTexts } from '../../capture/field-texts';
import { AreaTexts } from '../../i18n/AreaTexts';
import { formatDate } from '../../i18n/format';
import { useLanguage } from '../../i18n/useLanguage';
import { Facts } from '../../ui/Facts';
import type { ListedEntry } from '../engine/entries';
import { useAnswerText } from '../fields/answer-text';
import { EntryList, type EntryListProps } from '../fields/EntryList';
import { useFormView } from '../fields/form-view';
import { useLabel } from '../fields/useFieldTexts';

const day = 'date_cfm_start';

/** How a child functions by the newest questions about it, then all of them. */
export default function LatestEntry(props: EntryListProps) {
  return (
    <>
      <AreaTexts ready={fieldTexts}>
        <Latest {...props} />
      </AreaTexts>
      <EntryList {...props} />
    </>
  );
}

function newestOf(entries: readonly ListedEntry[]): ListedEntry['entry'] | undefined {
  const dated = entries.map(({ entry }) => entry);
  return dated.toSorted((one, other) =>
    String(other[day] ?? '').localeCompare(String(one[day] ?? '')),
  )[0];
}

function Latest({ field, entries }: EntryListProps) {
  const heading = useId();
  const language = useLanguage();
  const text = useAnswerText(useFormView().options);
  const labelOf = useLabel();
  const entry = newestOf(entries);
  if (entry === undefined) return null;
  const date = formatDate(String(entry[day] ?? ''), language);
  const shown = (field.subform?.fields ?? []).filter(
    ({ name, visible }) => visible && name !== day,
  );
  return (
    <section className="panel-card stack" aria-labelledby={heading}>
      <h3 id={heading}>
        <Trans id="latest.title" comment="Followed by a date; may be empty.">
          Newest answers <bdi>{date}</bdi>
        </Trans>
      </h3>
      <Facts
        facts={shown.map((one) => ({
          label: labelOf(one),
          value: text(one, entry[one.name], entry),
        }))}
      />
    </section>
  );
}
