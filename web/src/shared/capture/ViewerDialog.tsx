import { useLingui } from '@lingui/react/macro';
import { useState } from 'react';
import { AreaTexts } from '../i18n/AreaTexts';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import { fieldTexts } from './field-texts';
import { plain_view, type View } from './view';
import { type Shown, ViewFrame, ZoomButtons } from './ViewFrame';

interface ViewerDialogProps {
  pictures: readonly Shown[];
  start: number;
  onClose: () => void;
}

/** The pictures of a field one by one, enlarged and turned. */
export default function ViewerDialog(props: ViewerDialogProps) {
  return (
    <AreaTexts ready={fieldTexts}>
      <Viewer {...props} />
    </AreaTexts>
  );
}

function Viewer({ pictures, start, onClose }: ViewerDialogProps) {
  const [index, setIndex] = useState(start);
  const [view, setView] = useState(plain_view);
  const picture = pictures[index];
  const go = (by: number) => {
    setIndex((index + by + pictures.length) % pictures.length);
    setView(plain_view);
  };
  if (picture === undefined) return null;
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={picture.alt}
      shape="wide"
      actions={<ViewButtons view={view} onView={setView} onGo={pictures.length > 1 ? go : null} />}
    >
      <ViewFrame key={picture.url} picture={picture} view={view} onView={setView} />
    </Dialog>
  );
}

interface ViewButtonsProps {
  view: View;
  onView: (view: View) => void;
  /** Null where there is no other picture. */
  onGo: ((by: number) => void) | null;
}

function ViewButtons({ view, onView, onGo }: ViewButtonsProps) {
  const { t } = useLingui();
  return (
    <>
      {onGo === null ? null : (
        <>
          <Button
            onPress={() => onGo(-1)}
            aria-label={t({ id: 'viewer.previous', message: 'Previous picture' })}
          >
            <Icon name="previous" size={20} />
          </Button>
          <Button
            onPress={() => onGo(1)}
            aria-label={t({ id: 'viewer.next', message: 'Next picture' })}
          >
            <Icon name="next" size={20} />
          </Button>
        </>
      )}
      <ZoomButtons view={view} onView={onView} />
    </>
  );
}
