import { Trans, useLingui } from '@lingui/react/macro';
import { FieldType } from '../../wire/forms';
import { useLanguage } from '../../i18n/useLanguage';
import { foreignLanguage } from '../../text/pick';
import { Foreign } from '../../ui/foreign-words';
import { Icon } from '../../ui/Icon';
import type { FieldDefinition } from '../definition';
import { useStore, useValue } from '../engine/hooks';
import { isBlank, type Json, type JsonObject } from '../json';
import { recordOptions } from '../options';
import { optionTexts, useAnswerText, useWords } from './answer-text';
import { useFormView } from './form-view';
import { useQuestionLanguage } from './question-language';
import { useLabel } from './useFieldTexts';

interface AnswerProps {
  field: FieldDefinition;
  /** Stands among controls: says that it cannot be changed here. */
  isFixed?: boolean;
  /** Where links to the answer lead. */
  id?: string;
}

/** A question and its answer, to read. */
export function Answer({ field, isFixed = false, id }: AnswerProps) {
  const { t } = useLingui();
  const label = useLabel()(field);
  const foreign = foreignLanguage(field.label, useQuestionLanguage());
  const value = useValue(field.name);
  const { FieldNote } = useFormView();
  return (
    <dl id={id} tabIndex={-1} className={isFixed ? 'answer answer-fixed' : 'answer'}>
      <dt>
        {foreign === undefined ? label : <Foreign language={foreign}>{label}</Foreign>}
        {isFixed ? (
          <span
            className="answer-lock"
            role="img"
            aria-label={t({
              id: 'form.answer.fixed',
              message: 'filled in by the system',
              comment: 'Name of a small lock behind the label of an answer nobody can type.',
            })}
          >
            <Icon name="lock" size={16} />
          </span>
        ) : null}
        {FieldNote ? <FieldNote field={field.name} /> : null}
      </dt>
      <dd>{isBlank(value) ? <NoAnswer /> : <AnswerValue field={field} value={value} />}</dd>
    </dl>
  );
}

/** `--` for the eye, words for the ear. */
export function NoAnswer() {
  return (
    <>
      <span aria-hidden="true">--</span>
      <span className="visually-hidden">
        <Trans id="form.answer.none">not answered</Trans>
      </span>
    </>
  );
}

/** The values beside a date that say how exactly it is known. */
function useBeside({ name, companions }: FieldDefinition): JsonObject {
  const { precision = name, estimated = name } = companions ?? {};
  return { [precision]: useValue(precision) ?? null, [estimated]: useValue(estimated) ?? null };
}

interface AnswerValueProps {
  field: FieldDefinition;
  value: Json | undefined;
}

function AnswerValue({ field, value }: AnswerValueProps) {
  const view = useFormView();
  const text = useAnswerText(view.options);
  const beside = useBeside(field);
  if (field.type === FieldType.select || field.type === FieldType.radio) {
    return <Options field={field} value={value} />;
  }
  const line = text(field, value, beside);
  if (field.phone && line !== '') {
    return (
      <a href={`tel:${line}`}>
        <bdi dir="ltr">{line}</bdi>
      </a>
    );
  }
  if (line === '') return <NoAnswer />;
  return <bdi className={field.type === FieldType.textarea ? 'answer-long' : ''}>{line}</bdi>;
}

function Options({ field, value }: AnswerValueProps) {
  const { options } = useFormView();
  const language = useLanguage();
  const words = useWords();
  const scope = useStore().scope();
  const rows = recordOptions(field, scope, (type) => options.violationText(type, language));
  const texts = optionTexts(field, value, { options, language, words }).map(
    (text) => rows.find(({ id }) => id === text)?.text ?? text,
  );
  const [only] = texts;
  if (texts.length === 1) return <bdi>{only}</bdi>;
  return (
    <ul className="answer-options">
      {texts.map((text) => (
        <li key={text}>
          <bdi>{text}</bdi>
        </li>
      ))}
    </ul>
  );
}
