import { useLingui } from '@lingui/react/macro';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { useSettings } from '../../../shared/definitions/useDefinitions';
import type { Vocabulary } from '../../../shared/records/vocabulary';
import { useVocabulary } from '../../../shared/records/useVocabulary';
import { useApprovalText } from '../../../shared/text/useApprovalText';
import { violationText } from '../../../shared/text/violation-text';
import { useUser } from '../../../shared/session/useSession';
import { approvalStates, indicatorTexts, timeTexts } from './indicator-texts';
import { Pivot } from './sections';

const approvalKey = /^approvals?_(.+)_(pending|rejected|approved)(_group)?$/;
const waitingKey = /^approval_waiting_(.+)_(under_3_days|3_to_7_days|over_7_days)$/;
const referralKey = /^referrals_waiting_(under_3_days|3_to_7_days|over_7_days)$/;
const toAssignKey = /^(overdue_)?cases_(.+)$/;
const workflowKey = /^workflow_(team_)?(.+)$/;

/** Words for the keys of numbers and for the values they are counted by. */
export function useNumberTexts(needsPlaces: boolean) {
  const { t, i18n } = useLingui();
  const vocabulary = useVocabulary({ withPlaces: needsPlaces });
  const approvalText = useApprovalText();
  const modules = useSettings()?.modules ?? [];
  const hasModules = useUser().module_unique_ids.length > 1;
  const moduleName = (id: string) => modules.find((one) => one.unique_id === id)?.name ?? id;
  const withModule = (text: string, module = '') =>
    module === '' || !hasModules ? text : `${text} · ${moduleName(module)}`;
  const values = useValueTexts(vocabulary);

  const label = (key: string): string => {
    const [plain = key, module] = key.split('.');
    const known = indicatorTexts[plain];
    if (known) return withModule(i18n._(known), module);
    const approval = approvalKey.exec(plain);
    const state = approvalStates[approval?.[2] ?? ''];
    if (approval && state) {
      return withModule(`${approvalText(approval[1] ?? '')} · ${i18n._(state)}`, module);
    }
    const waiting = waitingKey.exec(plain);
    const span = timeTexts[waiting?.[2] ?? referralKey.exec(plain)?.[1] ?? ''];
    if (span) {
      const time = i18n._(span);
      return waiting
        ? `${approvalText(waiting[1] ?? '')} · ${time}`
        : t({ id: 'number.referrals_waiting', message: `Not answered: ${time}` });
    }
    const toAssign = toAssignKey.exec(plain);
    if (toAssign) {
      const risk = values.value(Pivot.risk, toAssign[2] ?? '');
      return toAssign[1] === undefined
        ? risk
        : t({ id: 'number.overdue_risk', message: `${risk}, overdue` });
    }
    const workflow = workflowKey.exec(plain);
    return workflow ? moduleName(workflow[2] ?? '') : vocabulary.fieldName(plain);
  };
  return { label, ...values };
}

/** Words for the values that numbers are counted by. */
function useValueTexts(vocabulary: Vocabulary) {
  const { t } = useLingui();
  const language = useLanguage();
  const riskText = (level: string) =>
    level === 'none'
      ? t({ id: 'number.no_risk', message: 'No risk level' })
      : vocabulary.text('lookup-risk-level', level);

  const workflowText = (step: string) =>
    ['lookup-workflow', 'lookup-service-response-type']
      .map((source) => vocabulary.text(source, step))
      .find((text) => text !== step) ?? vocabulary.fieldName(step);

  const value = (pivot: Pivot, id: string): string => {
    switch (pivot) {
      case Pivot.risk:
        return riskText(id);
      case Pivot.workflow:
        return workflowText(id);
      case Pivot.place:
        return vocabulary.text('Location', id);
      case Pivot.concern:
        return vocabulary.text('lookup-protection-concerns', id);
      case Pivot.party:
        return vocabulary.text('lookup-armed-force-group-or-other-party', id);
      case Pivot.person:
        return id;
      default:
        return violationText(id, vocabulary, language) ?? vocabulary.fieldName(id);
    }
  };
  /** Of numbers by two things the pivot is the second; places come first, as persons do. */
  const columnText = (pivot: Pivot, id: string) =>
    value(pivot === Pivot.place ? Pivot.other : pivot, id);
  const rowText = (pivot: Pivot, id: string) =>
    pivot === Pivot.risk
      ? vocabulary.text('lookup-service-response-type', id)
      : value(pivot === Pivot.place ? pivot : Pivot.person, id);
  return { value, columnText, rowText };
}
