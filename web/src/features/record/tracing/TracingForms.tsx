import { useLanguage } from '../../../shared/i18n/useLanguage';
import type { FormDefinition } from '../../../shared/forms/definition';
import { useAnswerText } from '../../../shared/forms/fields/answer-text';
import type { Json } from '../../../shared/forms/json';
import { useUser } from '../../../shared/session/useSession';
import { pickText } from '../../../shared/text/pick';
import { LinkButton } from '../../../shared/ui/LinkButton';
import type { RecordData } from '../../../shared/wire/records';
import { asValues } from '../as-values';
import type { Deployment } from '../deployment';

interface TracingFormsProps {
  record: RecordData;
  deployment: Deployment;
}

const wish_of_reunion = 'wishes_reunification';
/** What tracing stands on. */
const asked: readonly string[] = [
  'consent_for_tracing',
  'wishes_child_family_tracing',
  wish_of_reunion,
];

/** Whether the child wishes to live with the family again, and the forms that ask all this. */
export function TracingForms({ record, deployment }: TracingFormsProps) {
  const language = useLanguage();
  const { permitted_form: permitted } = useUser();
  const forms = deployment.forms.filter(
    (form) => form.recordType === 'case' && form.uniqueId in permitted && asks(form),
  );
  return (
    <>
      <Reunion record={record} deployment={deployment} forms={forms} />
      {forms.length === 0 ? null : (
        <ul className="row trace-forms">
          {forms.map((form) => (
            <li key={form.uniqueId}>
              <LinkButton
                to="/cases/$id"
                params={{ id: record.id }}
                search={{ form: form.uniqueId }}
              >
                <bdi>{pickText(form.name, language)}</bdi>
              </LinkButton>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}

function asks({ fields }: FormDefinition): boolean {
  return fields.some(({ name }) => asked.includes(name));
}

interface ReunionProps extends TracingFormsProps {
  forms: readonly FormDefinition[];
}

function Reunion({ record, deployment, forms }: ReunionProps) {
  const language = useLanguage();
  const textOf = useAnswerText(deployment.options);
  const field = forms.flatMap((form) => form.fields).find(({ name }) => name === wish_of_reunion);
  const value: Json | undefined = asValues(record)[wish_of_reunion];
  const answer = field === undefined ? '' : textOf(field, value);
  if (answer === '') return null;
  return (
    <p>
      {pickText(field?.label, language)} <bdi>{answer}</bdi>
    </p>
  );
}
