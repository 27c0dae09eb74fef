import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import { FieldError } from 'react-aria-components/FieldError';
import { Label } from 'react-aria-components/Label';
import { Text } from 'react-aria-components/Text';
import { InLanguage } from './foreign-words';
import { Icon } from './Icon';
import './fields.css';

export interface FieldTexts {
  label: ReactNode;
  description?: ReactNode;
  /** Shown, and the control marked invalid, when present. */
  errorMessage?: ReactNode;
}

interface FieldLabelProps {
  children: ReactNode;
  isRequired?: boolean | undefined;
}

/** A label that says "required" in words. */
export function FieldLabel({ children, isRequired = false }: FieldLabelProps) {
  return (
    <Label className="field-label">
      <InLanguage>{children}</InLanguage>
      {isRequired ? <RequiredMark /> : null}
    </Label>
  );
}

/** Says in words, behind a label, that there must be an answer. */
export function RequiredMark() {
  return (
    <span className="field-required">
      {' '}
      <Trans id="field.required" comment="Behind the label of a field that must be filled in.">
        (required)
      </Trans>
    </span>
  );
}

/** Help and error below a control, tied to it for screen readers. */
export function FieldNotes({ description, errorMessage }: Omit<FieldTexts, 'label'>) {
  return (
    <>
      {description ? (
        <Text slot="description" className="field-help">
          <InLanguage>{description}</InLanguage>
        </Text>
      ) : null}
      <FieldError className="field-error">
        {({ validationErrors }) => (
          <>
            <Icon name="warning" size={20} />
            <span>{errorMessage ?? validationErrors.join(' ')}</span>
          </>
        )}
      </FieldError>
    </>
  );
}
