import { Trans } from '@lingui/react/macro';
import { use, useSyncExternalStore } from 'react';
import { completenessOf, percentOf } from '../../../shared/forms/checks/completeness';
import { settledOf } from '../../../shared/forms/checks/settled';
import { useStore } from '../../../shared/forms/engine/hooks';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { checkTexts } from './check-texts';
import './checks.css';

interface ShareProps {
  form: string;
  /** What describes the button of the form. */
  id: string;
}

/** How much of a form is answered, in percent, behind its name; not part of the name. */
export default function Share({ form, id }: ShareProps) {
  use(checkTexts);
  const store = useStore();
  const language = useLanguage();
  const settled = settledOf(store);
  const percent = useSyncExternalStore(settled.subscribe, () => {
    const definition = store.spec.forms.find((one) => one.uniqueId === form);
    return definition && percentOf(completenessOf(store, definition));
  });
  if (percent === undefined) return null;
  const share = new Intl.NumberFormat(language, { style: 'percent' }).format(percent / 100);
  return (
    <>
      <span aria-hidden="true" className="record-nav-share" data-full={percent === 100}>
        {share}
      </span>
      <span hidden id={id}>
        <Trans
          id="form.share"
          comment="{share} is a percentage such as 60%. Of the questions of a form."
        >
          {share} answered
        </Trans>
      </span>
    </>
  );
}
