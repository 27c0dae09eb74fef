import { use } from 'react';
import { useHasAlert } from './alert-forms';
import { AlertMark, AlertText } from './AlertMark';
import { recordTexts } from '../../../shared/text/record-texts';

interface GroupAlertProps {
  forms: readonly string[];
}

/** Behind the name of a group whose forms are folded away: one of them has an alert. */
export default function GroupAlert({ forms }: GroupAlertProps) {
  use(recordTexts);
  if (!useHasAlert(...forms)) return null;
  return (
    <>
      <AlertMark />
      <span className="visually-hidden">
        <AlertText />
      </span>
    </>
  );
}
