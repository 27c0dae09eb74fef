import { Trans } from '@lingui/react/macro';
import { useEffect, useRef } from 'react';
import type { FormDefinition } from '../../shared/forms/definition';
import { anchorOf } from '../../shared/forms/fields/anchor';
import { FormBody } from '../../shared/forms/fields/FormBody';
import { useFormView } from '../../shared/forms/fields/form-view';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { keptMark } from '../../shared/lock/open-work';
import { LocalText } from '../../shared/text/LocalText';
import { pickText } from '../../shared/text/pick';
import { Button } from '../../shared/ui/Button';
import { Icon } from '../../shared/ui/Icon';
import { groupsOf } from '../../shared/forms/navigation';

/** A place in the forms: a form, and perhaps one of its fields. */
export interface Target {
  readonly form: string;
  readonly field?: string | undefined;
}

interface FormPartProps {
  form: FormDefinition;
  /** The forms in sight, to go on to the next one. */
  forms: readonly FormDefinition[];
  onSelect: (id: string) => void;
  /** Where somebody wanted to go; absent when the page has just opened. */
  target: Target | undefined;
}

/** One form of the record, with the way to the ones before and after it. */
export function FormPart({ form, forms, onSelect, target }: FormPartProps) {
  const view = useFormView();
  const language = useLanguage();
  const help = pickText(form.help, language);
  const order = groupsOf(forms).flatMap((group) => group.forms);
  const at = order.indexOf(form);
  const heading = useArrival(target, form.uniqueId);
  return (
    <section className="stack" aria-labelledby={`form-${form.uniqueId}`}>
      <h2 ref={heading} id={`form-${form.uniqueId}`} tabIndex={-1} className="record-form-title">
        <LocalText text={form.name} locale={language} />
      </h2>
      {help === '' ? null : (
        <p className="soft">
          <LocalText text={form.help} locale={language} />
        </p>
      )}
      {view.mode !== 'view' && view.isReadOnly(form.uniqueId) ? (
        <p className="soft">
          <Trans id="record.form.read_only">You may read this form, but not change it.</Trans>
        </p>
      ) : null}
      <div className="form-answers" {...{ [keptMark]: '' }}>
        <FormBody form={form} />
      </div>
      <div className="record-form-steps">
        <Step form={order[at - 1]} isNext={false} onSelect={onSelect} />
        <Step form={order[at + 1]} isNext onSelect={onSelect} />
      </div>
    </section>
  );
}

/** Puts the focus where somebody wanted to go: a field from the list of problems, else the form. */
function useArrival(target: Target | undefined, form: string) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    if (target?.form !== form) return;
    const slot =
      target.field === undefined ? null : document.getElementById(anchorOf(form, target.field));
    const control =
      slot?.querySelector<HTMLElement>('input, textarea, button, [tabindex="0"]') ?? slot;
    (control ?? heading.current)?.focus();
    (slot ?? heading.current)?.scrollIntoView({ block: slot === null ? 'nearest' : 'center' });
  }, [target, form]);
  return heading;
}

interface StepProps {
  form: FormDefinition | undefined;
  isNext: boolean;
  onSelect: (id: string) => void;
}

function Step({ form, isNext, onSelect }: StepProps) {
  const language = useLanguage();
  if (form === undefined) return <span />;
  const name = pickText(form.name, language);
  return (
    <Button kind="quiet" onPress={() => onSelect(form.uniqueId)}>
      {isNext ? null : <Icon name="previous" size={20} />}
      <span>
        <span className="visually-hidden">
          {isNext ? (
            <Trans id="record.form.next">Next form:</Trans>
          ) : (
            <Trans id="record.form.previous">Previous form:</Trans>
          )}{' '}
        </span>
        {name}
      </span>
      {isNext ? <Icon name="next" size={20} /> : null}
    </Button>
  );
}
