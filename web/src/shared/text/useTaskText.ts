import { useLingui } from '@lingui/react/macro';
import type { Task } from '../records/tasks';
import { useVocabulary } from '../records/useVocabulary';
import { useApprovalText } from './useApprovalText';
import { taskSources, taskTexts } from './task-texts';

/** What a task asks for, in words: "Service · Legal assistance". */
export function useTaskText(): (task: Task) => string {
  const { i18n } = useLingui();
  const vocabulary = useVocabulary({ withPlaces: false });
  const approvalText = useApprovalText();
  return ({ type, detail, type_display: display, text }) => {
    if (type === 'own' && text) return text;
    const known = taskTexts[type];
    const source = taskSources[type];
    const kind = known === undefined ? display || type : i18n._(known);
    const ofApproval = type === 'approval' && detail ? approvalText(detail) : '';
    const detailText = detail && source ? vocabulary.text(source, detail) : ofApproval;
    return detailText === '' ? kind : `${kind} · ${detailText}`;
  };
}
