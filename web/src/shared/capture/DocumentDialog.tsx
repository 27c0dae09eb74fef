import { Trans, useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { AreaTexts } from '../i18n/AreaTexts';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { FailureText } from '../ui/FailureText';
import { Icon } from '../ui/Icon';
import { FailureKind, isFailure } from '../wire/failure';
import { fieldTexts } from './field-texts';
import { usePageOf } from './usePageOf';
import { plain_view } from './view';
import { ViewFrame, ZoomButtons } from './ViewFrame';

interface DocumentDialogProps {
  /** Where the file lies on the server. */
  url: string;
  name: string;
  onClose: () => void;
}

/**
 * The pages of a document one by one, as pictures that the server draws: nothing of it is left on
 * the device, nothing in it can run, and phones without a reader show it too.
 */
export default function DocumentDialog(props: DocumentDialogProps) {
  return (
    <AreaTexts ready={fieldTexts}>
      <Pages {...props} />
    </AreaTexts>
  );
}

function Pages({ url, name, onClose }: DocumentDialogProps) {
  const { t } = useLingui();
  const [number, setNumber] = useState(1);
  const [view, setView] = useState(plain_view);
  const { picture, pages, failure } = usePageOf(url, number);
  const place = t({ id: 'viewer.page', message: `Page ${number} of ${pages}` });
  const go = (to: number) => {
    setNumber(to);
    setView(plain_view);
  };
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={<bdi>{name}</bdi>}
      shape="wide"
      actions={
        <>
          <PageButtons number={number} pages={pages} onGo={go} />
          <ZoomButtons view={view} onView={setView} />
          <a className="button button-quiet" href={url} download={name}>
            <Trans id="viewer.download">Download</Trans>
          </a>
        </>
      }
    >
      <p className="soft" role="status">
        {pages === 0 ? null : place}
      </p>
      {failure !== undefined ? (
        <div role="alert">
          <WhyNot failure={failure} />
        </div>
      ) : picture === undefined ? (
        <div className="viewer" aria-busy />
      ) : (
        <ViewFrame
          key={picture}
          picture={{ url: picture, alt: place }}
          view={view}
          onView={setView}
        />
      )}
    </Dialog>
  );
}

function WhyNot({ failure }: { failure: unknown }) {
  if (!isFailure(failure, FailureKind.invalid)) return <FailureText error={failure} />;
  return (
    <Trans id="viewer.unreadable">
      This document cannot be shown here. Download it to read it.
    </Trans>
  );
}

interface PageButtonsProps {
  number: number;
  pages: number;
  onGo: (to: number) => void;
}

/** Round and round: a button that is disabled under one's hand would lose the keyboard. */
function PageButtons({ number, pages, onGo }: PageButtonsProps) {
  const { t } = useLingui();
  if (pages <= 1) return null;
  return (
    <>
      <Button
        onPress={() => onGo(number > 1 ? number - 1 : pages)}
        aria-label={t({ id: 'viewer.page.previous', message: 'Previous page' })}
      >
        <Icon name="previous" size={20} />
      </Button>
      <Button
        onPress={() => onGo((number % pages) + 1)}
        aria-label={t({ id: 'viewer.page.next', message: 'Next page' })}
      >
        <Icon name="next" size={20} />
      </Button>
    </>
  );
}
