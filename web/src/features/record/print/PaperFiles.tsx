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

/** The photos of one question as the record's form asks for them, and what is written to each. */
export function PaperPhotos({ field }: ControlProps) {
  const rows = liveRows(useStore().value(field.name));
  const photos = rows.flatMap((row) => {
    const { attachment_url: address, description, file_name: name } = row;
    const words = typeof description === 'string' ? description : '';
    const alt = words === '' ? String(name ?? '') : words;
    return typeof address === 'string' ? [{ address, words, alt }] : [];
  });
  return (
    <dl className="answer">
      <dt>{useLabel()(field)}</dt>
      <dd className="paper-photos">
        {photos.length === 0 ? <NoAnswer /> : null}
        {photos.map(({ address, words, alt }) => (
          <figure key={address}>
            <img src={`${address}?size=medium`} alt={alt} />
            <figcaption dir="auto">{words}</figcaption>
          </figure>
        ))}
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
