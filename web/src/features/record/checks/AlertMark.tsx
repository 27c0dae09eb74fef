import { Trans } from '@lingui/react/macro';
import { Icon } from '../../../shared/ui/Icon';
import './checks.css';

/** The bell behind the name of a form or of a group of forms. */
export function AlertMark() {
  return (
    <span className="record-nav-alert" aria-hidden="true">
      <Icon name="bell" size={18} />
    </span>
  );
}

/** What the bell says. */
export function AlertText() {
  return (
    <Trans id="form.alert" comment="Behind the name of a form or of a group of forms.">
      has an alert
    </Trans>
  );
}
