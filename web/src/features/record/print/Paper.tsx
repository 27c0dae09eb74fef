import { useEffect, useMemo, useState } from 'react';
import { createPortal } from 'react-dom';
import type { FormDefinition } from '../../../shared/forms/definition';
import { StoreContext } from '../../../shared/forms/engine/hooks';
import { FormStore } from '../../../shared/forms/engine/store';
import { createFileBox } from '../../../shared/forms/fields/file-box';
import { type FormView, FormViewContext } from '../../../shared/forms/fields/form-view';
import { useUser } from '../../../shared/session/useSession';
import { singularOf } from '../../../shared/records/record-type';
import { asValues } from '../as-values';
import type { CaseworkProps } from '../casework/casework-props';
import { clockOf, formView } from '../form-view';
import { paperForm } from './paper-form';
import { PaperEntries, WholeContext } from './PaperEntries';
import { PaperFiles, PaperPhotos, PaperSignature } from './PaperFiles';
import type { PaperLogo } from './paper-logos';
import { PaperFacts, PaperHead, PaperPart, SignatureLines } from './PaperParts';
import './paper.css';

interface PaperProps extends Omit<CaseworkProps, 'onClose'> {
  forms: readonly FormDefinition[];
  /** Questions without an answer, too. */
  isWhole: boolean;
  signers: readonly string[];
  /** Photos are asked for one by one: the server notes each look. */
  hasPhotos: boolean;
  logos: readonly PaperLogo[];
  /** On the first page; empty ones are left out. */
  headings: readonly string[];
  /** Once the browser has printed, or nobody wanted it. */
  onPrinted: () => void;
}

/** Chosen forms of the record as it is loaded, for the browser to print; only pictures come. */
export function Paper(props: PaperProps) {
  const { isWhole, signers, hasPhotos, logos, headings, onPrinted, ...subject } = props;
  const { type, record, deployment, forms } = subject;
  const view = useView(subject, hasPhotos);
  const [store] = useState(
    () => new FormStore({ forms, values: asValues(record), clock: clockOf(deployment) }),
  );
  usePrint(onPrinted);
  return createPortal(
    <FormViewContext value={view}>
      <StoreContext value={store}>
        <WholeContext value={isWhole}>
          {/* What stands at the head of a table comes again on every page. */}
          <table role="presentation" className="paper">
            <thead>
              <tr>
                <td>
                  <PaperHead type={type} record={record} logos={logos} />
                </td>
              </tr>
            </thead>
            <tbody>
              <tr>
                <td>
                  {headings
                    .filter((words) => words !== '')
                    .map((words) => (
                      <p key={words} className="paper-heading" dir="auto">
                        {words}
                      </p>
                    ))}
                  <PaperFacts type={type} record={record} deployment={deployment} />
                  {forms
                    .filter(({ uniqueId }) => store.isFormShown(uniqueId))
                    .map((form) => (
                      <PaperPart key={form.uniqueId} form={paperForm(form, store, isWhole)} />
                    ))}
                  <SignatureLines signers={signers} />
                </td>
              </tr>
            </tbody>
          </table>
        </WholeContext>
      </StoreContext>
    </FormViewContext>,
    document.body,
  );
}

/** Forms to read, with entries drawn out and files left behind. */
function useView(
  subject: Pick<PaperProps, 'type' | 'record' | 'deployment'>,
  hasPhotos: boolean,
): FormView {
  const { type, record, deployment } = subject;
  const { permitted_form: permitted } = useUser();
  return useMemo(() => {
    const view = formView({
      mode: 'view',
      deployment,
      permitted,
      recordType: singularOf(type),
      module: record.module_id ?? undefined,
      files: createFileBox(),
    });
    return {
      ...view,
      controls: {
        ...view.controls,
        photo_upload_box: hasPhotos ? PaperPhotos : PaperFiles,
        audio_upload_box: PaperFiles,
        document_upload_box: PaperFiles,
        signature: PaperSignature,
        subform: PaperEntries,
      },
    };
  }, [type, record, deployment, permitted, hasPhotos]);
}

/** Hands the paper to the browser, and takes it away once it is printed or refused. */
function usePrint(onPrinted: () => void): void {
  useEffect(() => {
    const page = document.documentElement;
    page.setAttribute('data-paper', '');
    window.addEventListener('afterprint', onPrinted);
    let isGone = false;
    const frame = requestAnimationFrame(() => {
      void picturesReady().then(() => {
        if (!isGone) window.print();
      });
    });
    return () => {
      isGone = true;
      cancelAnimationFrame(frame);
      window.removeEventListener('afterprint', onPrinted);
      page.removeAttribute('data-paper');
    };
  }, [onPrinted]);
}

/** So long is waited for pictures; one that does not come is left out. */
const picturesMs = 20_000;

/** Settled once every picture of the paper is there, or cannot be had. */
async function picturesReady(): Promise<void> {
  const pictures = [...document.querySelectorAll<HTMLImageElement>('.paper img')];
  const all = Promise.allSettled(pictures.map((picture) => picture.decode()));
  await Promise.race([all, new Promise((resolve) => setTimeout(resolve, picturesMs))]);
}
