import { Trans, useLingui } from '@lingui/react/macro';
import { Button } from '../ui/Button';
import { Icon } from '../ui/Icon';
import { type Area, grown, moved, step } from './areas';

interface AreaButtonsProps {
  area: Area;
  /** Undefined takes it away. */
  onChange: (area: Area | undefined) => void;
}

/** Moves and resizes the chosen area without dragging. */
export function AreaButtons({ area, onChange }: AreaButtonsProps) {
  const { t } = useLingui();
  const by = (x: number, y: number) => () =>
    onChange(moved(area, { x: 2 * step * x, y: 2 * step * y }));
  return (
    <div
      className="row capture-area-buttons"
      role="group"
      aria-label={t({ id: 'capture.area', message: 'Chosen area' })}
    >
      {/* Left and right of the picture, in every language. */}
      <span className="row" dir="ltr">
        <Button
          onPress={by(-1, 0)}
          aria-label={t({ id: 'capture.area.left', message: 'To the left' })}
        >
          ←
        </Button>
        <Button onPress={by(0, -1)} aria-label={t({ id: 'capture.area.up', message: 'Up' })}>
          ↑
        </Button>
        <Button onPress={by(0, 1)} aria-label={t({ id: 'capture.area.down', message: 'Down' })}>
          ↓
        </Button>
        <Button
          onPress={by(1, 0)}
          aria-label={t({ id: 'capture.area.right', message: 'To the right' })}
        >
          →
        </Button>
      </span>
      <Button
        onPress={() => onChange(grown(area, 2 * step))}
        aria-label={t({ id: 'capture.area.larger', message: 'Larger' })}
      >
        <Icon name="plus" size={20} />
      </Button>
      <Button
        onPress={() => onChange(grown(area, -2 * step))}
        aria-label={t({ id: 'capture.area.smaller', message: 'Smaller' })}
      >
        <Icon name="minus" size={20} />
      </Button>
      <Button kind="quiet" onPress={() => onChange(undefined)}>
        <Icon name="close" size={20} />
        <Trans id="capture.area.remove">Remove the area</Trans>
      </Button>
    </div>
  );
}
