import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, useState } from 'react';
import { formatDate } from '../../i18n/format';
import { useLanguage } from '../../i18n/useLanguage';
import { pickText } from '../../text/pick';
import { Button } from '../../ui/Button';
import { HeldPicture } from '../../ui/HeldPicture';
import { useLine } from '../../ui/useOnline';
import { Line } from '../../wire/connection';
import { Icon } from '../../ui/Icon';
import { useAnswer } from '../engine/hooks';
import { isObject, type JsonObject } from '../json';
import { anchorOf } from './anchor';
import { NoAnswer } from './Answer';
import { pendingFile, pendingKey } from './attachments';
import { type ControlProps, useFormView } from './form-view';
import { GroupLabel, GroupNotes } from './GroupParts';
import { Lazy } from './Lazy';
import type { SignatureKind } from './SignatureDialog';
import { useFieldTexts, useGroupIds } from './useFieldTexts';

const SignatureDialog = lazy(() => import('./SignatureDialog'));

/** How the names of files end that show a signed paper. */
const on_paper = '-paper.png';

/** A signature drawn by hand with the name of who gave it; once stored it is only looked at. */
export default function SignatureControl({ field, form }: ControlProps) {
  const view = useFormView();
  const language = useLanguage();
  const [value, set] = useAnswer(field.name);
  const texts = useFieldTexts(field);
  const ids = useGroupIds();
  const [isSigning, setSigning] = useState(false);
  const signature = isObject(value) ? value : {};
  const isStored = signature['id'] !== undefined;
  const canSign = view.mode !== 'view' && !isStored && !field.disabled && !view.isReadOnly(form);
  const take = (picture: Blob, signer: string, kind: SignatureKind) => {
    set({
      attachment: pendingFile(view.files.put(picture)),
      attachment_type: 'signature',
      file_name: kind === 'paper' ? `${field.name}${on_paper}` : `${field.name}.png`,
      content_type: 'image/png',
      signature_provided_by: signer,
    });
    setSigning(false);
  };
  return (
    <div
      className="field"
      id={anchorOf(form, field.name)}
      tabIndex={-1}
      role="group"
      aria-labelledby={ids.label}
      aria-describedby={ids.notes}
    >
      <GroupLabel id={ids.label} texts={canSign ? texts : { ...texts, isRequired: false }} />
      <Drawing signature={signature} />
      {canSign ? (
        <div className="row">
          <Button onPress={() => setSigning(true)}>
            <Icon name="edit" size={20} />
            <Trans id="form.signature.sign">Sign</Trans>
          </Button>
        </div>
      ) : null}
      <GroupNotes id={ids.notes} texts={canSign ? texts : { ...texts, description: undefined }} />
      {isSigning ? (
        <Lazy>
          <SignatureDialog
            title={texts.label}
            signerLabel={pickText(field.signerLabel, language)}
            onTake={take}
            onClose={() => setSigning(false)}
          />
        </Lazy>
      ) : null}
    </div>
  );
}

function Drawing({ signature }: { signature: JsonObject }) {
  const { t } = useLingui();
  const language = useLanguage();
  const view = useFormView();
  const key = pendingKey(signature);
  const local = key === undefined ? undefined : view.files.url(key);
  const stored = signature['attachment_url'];
  const isField = useLine() === Line.field;
  const url = local ?? (typeof stored === 'string' ? stored : undefined);
  const signer = String(signature['signature_provided_by'] ?? '');
  const alt = t({ id: 'form.signature.alt', message: `Signature of ${signer}` });
  const date = signature['signature_provided_on'];
  if (url === undefined) return <NoAnswer />;
  return (
    <figure className="signature">
      {isField && local === undefined ? null : (
        <HeldPicture name={alt} isHere={local !== undefined}>
          <img src={url} alt={alt} />
        </HeldPicture>
      )}
      <figcaption>
        <bdi>{signer}</bdi>
        {String(signature['file_name'] ?? '').endsWith(on_paper) ? (
          <Trans id="form.signature.on_paper">signed on paper</Trans>
        ) : null}
        {typeof date === 'string' ? <bdi>{formatDate(date, language)}</bdi> : null}
      </figcaption>
    </figure>
  );
}
