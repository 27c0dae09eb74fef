import { Trans, useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, type PointerEvent, useRef, useState } from 'react';
import { AreaTexts } from '../i18n/AreaTexts';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import { Icon } from '../ui/Icon';
import { fieldTexts } from './field-texts';
import { isLargest, plain_view, shifted, transformOf, turned, type View, zoomed } from './view';
import './capture.css';

/** A picture with words for whoever does not see it. */
export interface Shown {
  readonly url: string;
  readonly alt: string;
}

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
      <Frame key={picture.url} picture={picture} view={view} onView={setView} />
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
      <Button
        onPress={() => onView(zoomed(view, -1))}
        isDisabled={view.zoom <= 1}
        aria-label={t({ id: 'capture.area.smaller', message: 'Smaller' })}
      >
        <Icon name="minus" size={20} />
      </Button>
      <Button
        onPress={() => onView(zoomed(view, 1))}
        isDisabled={isLargest(view)}
        aria-label={t({ id: 'capture.area.larger', message: 'Larger' })}
      >
        <Icon name="plus" size={20} />
      </Button>
      <Button onPress={() => onView(turned(view))}>
        <Trans id="viewer.turn">Turn</Trans>
      </Button>
    </>
  );
}

interface FrameProps {
  picture: Shown;
  view: View;
  onView: (view: View) => void;
}

/** How far an arrow moves an enlarged picture. */
const arrow_step = 0.1;

const arrows: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [arrow_step, 0],
  ArrowRight: [-arrow_step, 0],
  ArrowUp: [0, arrow_step],
  ArrowDown: [0, -arrow_step],
};

/** What is in sight of it: dragged, or moved by the arrows. */
function Frame({ picture, view, onView }: FrameProps) {
  const last = useRef<{ readonly x: number; readonly y: number }>(null);
  const press = (event: KeyboardEvent) => {
    const by = arrows[event.key];
    if (by === undefined) return;
    event.preventDefault();
    onView(shifted(view, ...by));
  };
  const drag = (event: PointerEvent<HTMLElement>) => {
    const from = last.current;
    if (from === null) return;
    const { width, height } = event.currentTarget.getBoundingClientRect();
    last.current = { x: event.clientX, y: event.clientY };
    if (width === 0 || height === 0) return;
    onView(shifted(view, (event.clientX - from.x) / width, (event.clientY - from.y) / height));
  };
  const release = () => {
    last.current = null;
  };
  return (
    <div
      className="viewer"
      tabIndex={0}
      role="group"
      aria-label={picture.alt}
      onKeyDown={press}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        last.current = { x: event.clientX, y: event.clientY };
      }}
      onPointerMove={drag}
      onPointerUp={release}
      onPointerCancel={release}
    >
      <img
        src={picture.url}
        alt={picture.alt}
        draggable={false}
        style={{ transform: transformOf(view) }}
      />
    </div>
  );
}
