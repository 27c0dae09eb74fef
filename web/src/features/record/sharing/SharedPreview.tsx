import { Plural, Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { asJson } from '../../../shared/forms/definition';
import { useAnswerText } from '../../../shared/forms/fields/answer-text';
import { isList } from '../../../shared/forms/json';
import { formatList } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { pickText } from '../../../shared/text/pick';
import { ErrorState } from '../../../shared/ui/ErrorState';
import { Icon } from '../../../shared/ui/Icon';
import { Skeleton } from '../../../shared/ui/Skeleton';
import type { Deployment } from '../deployment';
import { type SharedForm, sharedForms } from './shared-forms';
import { fetchPreview, type PreviewQuestion, type SharedPreviewData } from './sharing.wire';
import './sharing.css';

interface SharedPreviewProps {
  question: PreviewQuestion;
  /** As the recipient is called. */
  to: string;
  deployment: Deployment;
}

/** What the recipient would see of the record, asked of the server before anything is given. */
export function SharedPreview({ question, to, deployment }: SharedPreviewProps) {
  const seen = useQuery({
    queryKey: ['shared-preview', question],
    queryFn: ({ signal }) => fetchPreview(question, signal),
    staleTime: 0,
  });
  return (
    <section className="shared-preview stack" aria-labelledby="shared-preview" aria-live="polite">
      <h3 id="shared-preview">
        <Icon name="eye" size={20} />{' '}
        <Trans id="sharing.preview.title" comment="{to} is a user name.">
          What <bdi>{to}</bdi> will see
        </Trans>
      </h3>
      {seen.isPending ? <Skeleton lines={3} /> : null}
      {seen.isError ? <ErrorState error={seen.error} onRetry={() => void seen.refetch()} /> : null}
      {seen.isSuccess ? (
        <SharedForms way={question.way} seen={seen.data} deployment={deployment} />
      ) : null}
    </section>
  );
}

interface SharedFormsProps {
  way: PreviewQuestion['way'];
  seen: SharedPreviewData;
  deployment: Deployment;
}

function SharedForms({ way, seen, deployment }: SharedFormsProps) {
  const language = useLanguage();
  const forms = sharedForms(deployment.forms, seen);
  const withAnswers = forms.filter(({ answered }) => answered.length > 0);
  const empty = forms.filter(({ answered }) => answered.length === 0);
  const count = new Set(withAnswers.flatMap(({ answered }) => answered.map(({ name }) => name)))
    .size;
  const formCount = withAnswers.length;
  const emptyNames = formatList(
    empty.map(({ form }) => pickText(form.name, language)),
    language,
  );
  return (
    <>
      {way === 'transfer' ? (
        <p>
          <Trans id="sharing.preview.transfer">
            Until they accept, only the answers below, for reading. Once they accept, the case is
            theirs with everything in it, and you may no longer be able to open it.
          </Trans>
        </p>
      ) : null}
      <p>
        <Trans id="sharing.preview.count">
          <Plural value={count} one="# answer" other="# answers" /> in{' '}
          <Plural value={formCount} one="# form" other="# forms" />
        </Trans>
      </p>
      {withAnswers.map((shared) => (
        <SharedFormAnswers
          key={shared.form.uniqueId}
          shared={shared}
          values={seen.record}
          deployment={deployment}
        />
      ))}
      {empty.length === 0 ? null : (
        <p className="soft">
          <Trans id="sharing.preview.empty" comment="{emptyNames} is a list of names of forms.">
            Also open to them, without an answer so far: {emptyNames}
          </Trans>
        </p>
      )}
    </>
  );
}

interface SharedFormAnswersProps {
  shared: SharedForm;
  values: SharedPreviewData['record'];
  deployment: Deployment;
}

function SharedFormAnswers({ shared, values, deployment }: SharedFormAnswersProps) {
  const { form, isWritable, answered } = shared;
  const language = useLanguage();
  const text = useAnswerText(deployment.options);
  return (
    <details className="shared-form">
      <summary>
        <span>{pickText(form.name, language)}</span>{' '}
        <span className="soft">
          {isWritable ? (
            <Trans id="sharing.preview.writable">may change</Trans>
          ) : (
            <Trans id="sharing.preview.readable">for reading</Trans>
          )}
        </span>
      </summary>
      <dl className="shared-answers">
        {answered.map((field) => {
          const value = asJson(values[field.name]);
          const line = value === undefined ? '' : text(field, value);
          return (
            <div key={field.name}>
              <dt>{pickText(field.label, language)}</dt>
              <dd>{line === '' ? <Elsewhere isFile={isList(value)} /> : <bdi>{line}</bdi>}</dd>
            </div>
          );
        })}
      </dl>
    </details>
  );
}

/** An answer that cannot be written out here. */
function Elsewhere({ isFile }: { isFile: boolean }) {
  return isFile ? (
    <Trans id="sharing.preview.files">Files</Trans>
  ) : (
    <Trans id="sharing.preview.unseen">You may not see this answer yourself.</Trans>
  );
}
