import { Trans } from '@lingui/react/macro';
import { use, useSyncExternalStore } from 'react';
import { completenessOf, percentOf } from '../../../shared/forms/checks/completeness';
import { settledOf } from '../../../shared/forms/checks/settled';
import { useStore } from '../../../shared/forms/engine/hooks';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { Icon } from '../../../shared/ui/Icon';
import { useHasAlert } from './alert-forms';
import { checkTexts } from './check-texts';
import './checks.css';

interface ShareProps {
  form: string;
  /** What describes the button of the form. */
  id: string;
}

/** Behind the name of a form, not part of it: an alert, and how much is answered, in percent. */
export default function Share({ form, id }: ShareProps) {
  use(checkTexts);
  const store = useStore();
  const language = useLanguage();
  const settled = settledOf(store);
  const percent = useSyncExternalStore(settled.subscribe, () => {
    const definition = store.spec.forms.find((one) => one.uniqueId === form);
    return definition && percentOf(completenessOf(store, definition));
  });
  const hasAlert = useHasAlert(form);
  const share =
    percent === undefined
      ? ''
      : new Intl.NumberFormat(language, { style: 'percent' }).format(percent / 100);
  return (
    <>
      {hasAlert ? (
        <span className="record-nav-alert" aria-hidden="true">
          <Icon name="bell" size={18} />
        </span>
      ) : null}
      {share === '' ? null : (
        <span aria-hidden="true" className="record-nav-share" data-full={percent === 100}>
          {share}
        </span>
      )}
      <span hidden id={id}>
        {hasAlert ? (
          <Trans id="form.alert" comment="Behind the name of a form.">
            has an alert
          </Trans>
        ) : null}{' '}
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
