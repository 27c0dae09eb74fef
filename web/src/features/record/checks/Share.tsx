import { Trans } from '@lingui/react/macro';
import { use, useSyncExternalStore } from 'react';
import { completenessOf, percentOf } from '../../../shared/forms/checks/completeness';
import { settledOf } from '../../../shared/forms/checks/settled';
import { useStore } from '../../../shared/forms/engine/hooks';
import { useEntriesText } from '../../../shared/forms/fields/answer-text';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { useHasAlert } from './alert-forms';
import { AlertMark, AlertText } from './AlertMark';
import { recordTexts } from '../../../shared/text/record-texts';
import { entryCountOf } from './entry-count';
import { EntryNumber } from './EntryNumber';
import './checks.css';

interface ShareProps {
  form: string;
  /** What describes the button of the form. */
  id: string;
}

/** Behind the name of a form: an alert, how many entries, and how much is answered, in percent. */
export default function Share({ form, id }: ShareProps) {
  use(recordTexts);
  const store = useStore();
  const language = useLanguage();
  const entriesText = useEntriesText();
  const settled = settledOf(store);
  const definition = store.spec.forms.find((one) => one.uniqueId === form);
  const percent = useSyncExternalStore(
    settled.subscribe,
    () => definition && percentOf(completenessOf(store, definition)),
  );
  const entries =
    useSyncExternalStore(settled.subscribe, () => definition && entryCountOf(store, definition)) ??
    0;
  const hasAlert = useHasAlert(form);
  const share =
    percent === undefined
      ? ''
      : new Intl.NumberFormat(language, { style: 'percent' }).format(percent / 100);
  return (
    <>
      {hasAlert ? <AlertMark /> : null}
      <EntryNumber count={entries} />
      {share === '' ? null : (
        <span aria-hidden="true" className="record-nav-share" data-full={percent === 100}>
          {share}
        </span>
      )}
      <span hidden id={id}>
        {hasAlert ? <AlertText /> : null} {entries === 0 ? null : entriesText(entries)}{' '}
        {share === '' ? null : (
          <Trans
            id="form.share"
            comment="{share} is a percentage such as 60%. Of the questions of a form."
          >
            {share} answered
          </Trans>
        )}
      </span>
    </>
  );
}
