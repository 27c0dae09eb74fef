import { Trans } from '@lingui/react/macro';
import type { FormDefinition } from '../../../shared/forms/definition';
import { useAnswerText } from '../../../shared/forms/fields/answer-text';
import { useFormView } from '../../../shared/forms/fields/form-view';
import { FormBody } from '../../../shared/forms/fields/FormBody';
import { useLabel } from '../../../shared/forms/fields/useFieldTexts';
import { useSignerTexts } from '../../../shared/print/PrintSigners';
import { isObject } from '../../../shared/forms/json';
import { useLanguage } from '../../../shared/i18n/useLanguage';
import { displayId, singularOf } from '../../../shared/records/record-type';
import { useUser } from '../../../shared/session/useSession';
import { pickText } from '../../../shared/text/pick';
import { PrintNote } from '../../../shared/text/PrintNote';
import { Facts } from '../../../shared/ui/Facts';
import type { RecordData, RecordType } from '../../../shared/wire/records';
import { asValues } from '../as-values';
import type { Deployment } from '../deployment';
import type { PaperLogo } from './paper-logos';
import { useRecordTitle } from '../useRecordTitle';

/** What the record is, as at the head of the documents of the server. */
const fact_fields = [
  ...['case_id', 'incident_id', 'tracing_request_id', 'family_id'],
  ...['registration_date', 'owned_by', 'owned_by_agency_id'],
];

interface HeadProps {
  type: RecordType;
  record: RecordData;
}

/** Whose paper it is, with their logos, which record, that it is confidential. */
export function PaperHead({ type, record, logos }: HeadProps & { logos: readonly PaperLogo[] }) {
  const title = useRecordTitle(type, displayId(type, record));
  const { agency_name: agency } = useUser();
  return (
    <header className="paper-head">
      {logos.length === 0 ? null : (
        <p className="paper-logos">
          {logos.map(({ address, name }) => (
            <img key={address} src={address} alt={name} />
          ))}
        </p>
      )}
      <p>
        <bdi>{agency}</bdi>
        <bdi>{title}</bdi>
      </p>
      <PrintNote />
    </header>
  );
}

/** The facts that name the record, and what of it this paper does not tell. */
export function PaperFacts({ type, record, deployment }: HeadProps & { deployment: Deployment }) {
  const { permitted_form: permitted } = useUser();
  const labelOf = useLabel();
  const text = useAnswerText(useFormView().options);
  const values = asValues(record);
  const fields = deployment.forms
    .filter(({ uniqueId, recordType }) => uniqueId in permitted && recordType === singularOf(type))
    .flatMap((form) => form.fields);
  const facts = fact_fields.flatMap((name) => {
    const field = fields.find((one) => one.name === name);
    return field === undefined ? [] : [{ label: labelOf(field), value: text(field, values[name]) }];
  });
  return (
    <>
      <Facts facts={facts} />
      {record['hidden_name'] === true ? (
        <p>
          <Trans id="print.paper.protected">Names are protected: asterisks stand for them.</Trans>
        </p>
      ) : null}
      {isObject(asValues(record)['permitted_forms']) ? (
        <p>
          <Trans id="print.paper.part">Only what is shared with you stands here.</Trans>
        </p>
      ) : null}
    </>
  );
}

/** A form with its name above. */
export function PaperPart({ form }: { form: FormDefinition }) {
  return (
    <section className="paper-part">
      <h2>{pickText(form.name, useLanguage())}</h2>
      {form.fields.length === 0 ? (
        <p>
          <Trans id="print.paper.nothing">Nothing is answered here.</Trans>
        </p>
      ) : (
        <FormBody form={form} />
      )}
    </section>
  );
}

/** Ruled lines for those who sign. */
export function SignatureLines({ signers }: { signers: readonly string[] }) {
  const texts = useSignerTexts();
  const chosen = texts.filter(({ id }) => signers.includes(id));
  if (chosen.length === 0) return null;
  return (
    <section className="paper-signers">
      {chosen.map(({ id, text }) => (
        <p key={id} className="paper-signer">
          <strong>{text}</strong>{' '}
          <Trans id="print.paper.sign" comment="Under a line that somebody signs on.">
            Name, signature, date
          </Trans>
        </p>
      ))}
    </section>
  );
}
