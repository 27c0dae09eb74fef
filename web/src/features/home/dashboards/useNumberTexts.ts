import { useLingui } from '@lingui/react/macro';
import { useSettings } from '../../../shared/definitions/useDefinitions';
import { useVocabulary } from '../../../shared/records/useVocabulary';
import { useApprovalText } from '../../../shared/text/useApprovalText';
import { useUser } from '../../../shared/session/useSession';
import { approvalStates, indicatorTexts } from './indicator-texts';
import { Pivot } from './sections';

const approvalKey = /^approval_(.+)_(pending|rejected|approved)(_group)?$/;
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
  const withModule = (text: string, module: string | undefined) =>
    module === undefined || !hasModules ? text : `${text} · ${moduleName(module)}`;
  const riskText = (level: string) =>
    level === 'none'
      ? t({ id: 'number.no_risk', message: 'No risk level' })
      : vocabulary.text('lookup-risk-level', level);

  const label = (key: string): string => {
    const [plain = key, module] = key.split('.');
    const known = indicatorTexts[plain];
    if (known !== undefined) return withModule(i18n._(known), module);
    const approval = approvalKey.exec(plain);
    const state = approvalStates[approval?.[2] ?? ''];
    if (approval && state) {
      return withModule(`${approvalText(approval[1] ?? '')} · ${i18n._(state)}`, module);
    }
    const toAssign = toAssignKey.exec(plain);
    if (toAssign) {
      const risk = riskText(toAssign[2] ?? '');
      return toAssign[1] === undefined
        ? risk
        : t({ id: 'number.overdue_risk', message: `${risk}, overdue` });
    }
    const workflow = workflowKey.exec(plain);
    return workflow ? moduleName(workflow[2] ?? '') : vocabulary.fieldName(plain);
  };

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
      default:
        return id;
    }
  };
  return { label, value };
}
