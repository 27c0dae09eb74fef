import { Trans, useLingui } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { formatDate } from '../../../../shared/i18n/format';
import { useLanguage } from '../../../../shared/i18n/useLanguage';
import { singularOf } from '../../../../shared/records/record-type';
import { useVocabulary } from '../../../../shared/records/useVocabulary';
import { can } from '../../../../shared/session/permissions';
import { useUser } from '../../../../shared/session/useSession';
import { taskTexts } from '../../../../shared/text/task-texts';
import { useApprovalText } from '../../../../shared/text/useApprovalText';
import type { RecordData, RecordType } from '../../../../shared/wire/records';
import { fetchFlags, fetchTransitions } from '../../casework/casework.wire';
import { useHandOverTexts } from '../../casework/useHandOverTexts';
import type { Deployment } from '../../deployment';
import { placeOf } from '../../field-places';
import { recordKey } from '../../useRecord';
import { answer_of_matter, type OpenMatter, openMatters } from './open-matters';
import './story.css';

interface OpenMattersProps {
  type: RecordType;
  record: RecordData;
  deployment: Deployment;
  /** With it what is done on a form leads there, and this is told. */
  onOpen?: () => void;
}

/** What waits for somebody, so that nothing is forgotten when the case changes hands. */
export function OpenMatters(props: OpenMattersProps) {
  const { type, record, onOpen } = props;
  const formOf = useFormOf(props);
  const user = useUser();
  const key = recordKey(type, record.id);
  const transitions = useQuery({
    queryKey: [...key, 'transitions'],
    queryFn: ({ signal }) => fetchTransitions(type, record.id, signal),
    retry: false,
  });
  const flags = useQuery({
    queryKey: [...key, 'flags'],
    queryFn: ({ signal }) => fetchFlags(type, record.id, signal),
    enabled: can(user, type, 'flag'),
    retry: false,
  });
  const matters = openMatters(record, transitions.data ?? [], flags.data ?? []);
  const textOf = useMatterText();
  if (matters.length === 0) {
    return (
      <p>
        <Trans id="story.nothing_open">Nothing waits for anybody.</Trans>
      </p>
    );
  }
  return (
    <ul className="story-open">
      {matters.map((matter, at) => {
        const form = onOpen && formOf(matter);
        return (
          <li key={at}>
            {form === undefined ? (
              textOf(matter)
            ) : (
              <Link to="." search={{ form }} onClick={onOpen}>
                {textOf(matter)}
              </Link>
            )}
          </li>
        );
      })}
    </ul>
  );
}

/** The form on which a matter is done, where this person has it. */
function useFormOf({ type, record, deployment }: OpenMattersProps) {
  const { permitted_form: permitted } = useUser();
  const module = record.module_id ?? '';
  const own = deployment.forms.filter(
    ({ uniqueId, recordType, modules, visible }) =>
      visible &&
      uniqueId in permitted &&
      recordType === singularOf(type) &&
      (modules.length === 0 || modules.includes(module)),
  );
  return ({ what }: OpenMatter) => placeOf(own, answer_of_matter[what] ?? '')?.form;
}

function useMatterText(): (matter: OpenMatter) => string {
  const { i18n, t } = useLingui();
  const language = useLanguage();
  const approvalText = useApprovalText();
  const { kinds } = useHandOverTexts();
  const vocabulary = useVocabulary({ withPlaces: false });
  const until = (by: string) => {
    if (by === '') return '';
    const day = formatDate(by.slice(0, 10), language);
    return t({ id: 'story.open.until', message: `(until ${day})` });
  };
  const sentence = ({ what, about, who: name }: OpenMatter) => {
    const who = `\u2068${name}\u2069`;
    if (what === 'approval') {
      const approval = approvalText(about);
      return t({ id: 'story.open.approval', message: `Approval waits for an answer: ${approval}` });
    }
    if (what === 'hand_over') {
      const kind = Object.entries(kinds).find(([id]) => id === about)?.[1] ?? about;
      return t({ id: 'story.open.hand_over', message: `${kind}: ${who} has not answered yet` });
    }
    if (what === 'service') {
      const service = vocabulary.text('lookup-service-type', about);
      return t({ id: 'story.open.service', message: `Service not provided yet: ${service}` });
    }
    if (what === 'follow_up') {
      const kind = vocabulary.text('lookup-followup-type', about);
      return t({ id: 'story.open.follow_up', message: `Follow-up planned: ${kind}` });
    }
    const task = what === 'assessment' || what === 'case_plan' ? taskTexts[what] : undefined;
    if (task !== undefined) return i18n._(task);
    if (what === 'review') return t({ id: 'story.open.review', message: 'Review of the plan' });
    const words = `\u2068${about}\u2069`;
    return t({ id: 'story.open.flag', message: `Flag of ${who}: ${words}` });
  };
  return (matter) => [sentence(matter), until(matter.by)].filter(Boolean).join(' ');
}
