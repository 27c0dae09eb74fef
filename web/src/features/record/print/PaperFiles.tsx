import { Trans } from '@lingui/react/macro';
import { useStore } from '../../../shared/forms/engine/hooks';
import { NoAnswer } from '../../../shared/forms/fields/Answer';
import type { ControlProps } from '../../../shared/forms/fields/form-view';
import { useLabel } from '../../../shared/forms/fields/useFieldTexts';
import { isObject, liveRows } from '../../../shared/forms/json';
import { formatDate, formatNumber } from '../../../shared/i18n/format';
import { useLanguage } from '../../../shared/i18n/useLanguage';

/** Photos, sound and documents stay behind: says how many. */
export function PaperFiles({ field }: ControlProps) {
  const count = formatNumber(liveRows(useStore().value(field.name)).length, useLanguage());
  return (
    <dl className="answer">
      <dt>{useLabel()(field)}</dt>
      <dd>
        <Trans id="print.paper.files" comment="{count} is how many files there are.">
          Files, not printed: {count}
        </Trans>
      </dd>
    </dl>
  );
}

/** Who signed, and when. */
export function PaperSignature({ field }: ControlProps) {
  const language = useLanguage();
  const value = useStore().value(field.name);
  const { signature_provided_by: by, signature_provided_on: on } = isObject(value) ? value : {};
  return (
    <dl className="answer">
      <dt>{useLabel()(field)}</dt>
      <dd>
        {typeof by === 'string' ? <bdi>{by}</bdi> : <NoAnswer />}{' '}
        {typeof on === 'string' ? <bdi>{formatDate(on, language)}</bdi> : null}
      </dd>
    </dl>
  );
}
