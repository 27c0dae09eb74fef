import { Trans } from '@lingui/react/macro';
import { InLanguage } from '../../ui/foreign-words';
import { Icon } from '../../ui/Icon';
import type { FieldWords } from './useFieldTexts';

interface PartProps {
  id: string;
  texts: FieldWords;
}

/** The label above a control that is made of several parts. */
export function GroupLabel({ id, texts }: PartProps) {
  return (
    <span className="field-label" id={id}>
      <InLanguage>{texts.label}</InLanguage>
      {texts.isRequired ? (
        <span className="field-required">
          {' '}
          <Trans id="field.required" comment="Behind the label of a field that must be filled in.">
            (required)
          </Trans>
        </span>
      ) : null}
    </span>
  );
}

/** Help and problem below it; the control names `id` in `aria-describedby`. */
export function GroupNotes({ id, texts }: PartProps) {
  return (
    <div id={id}>
      {texts.description === undefined ? null : (
        <p className="field-help">
          <InLanguage>{texts.description}</InLanguage>
        </p>
      )}
      {texts.errorMessage === undefined ? null : (
        <p className="field-error">
          <Icon name="warning" size={20} />
          <span>{texts.errorMessage}</span>
        </p>
      )}
    </div>
  );
}
