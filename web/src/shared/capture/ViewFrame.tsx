import { Trans, useLingui } from '@lingui/react/macro';
import { type KeyboardEvent, type PointerEvent, useRef } from 'react';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { isLargest, shifted, transformOf, turned, type View, zoomed } from './view';
import './capture.css';

/** A picture with words for whoever does not see it. */
export interface Shown {
  readonly url: string;
  readonly alt: string;
}

interface ZoomButtonsProps {
  view: View;
  onView: (view: View) => void;
}

/** Smaller, larger, and a quarter turn. */
export function ZoomButtons({ view, onView }: ZoomButtonsProps) {
  const { t } = useLingui();
  return (
    <>
      <Button
        onPress={() => onView(zoomed(view, -1))}
        isSpent={view.zoom <= 1}
        aria-label={t({ id: 'capture.area.smaller', message: 'Smaller' })}
      >
        <Icon name="minus" size={20} />
      </Button>
      <Button
        onPress={() => onView(zoomed(view, 1))}
        isSpent={isLargest(view)}
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
export function ViewFrame({ picture, view, onView }: FrameProps) {
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
