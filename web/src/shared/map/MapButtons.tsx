import { useLingui } from '@lingui/react/macro';
import { Button } from '../ui/Button';
import type { MapView } from './geometry';
import { keyMove } from './useMapMoves';

interface MapButtonsProps {
  onChange: (next: (view: MapView) => MapView) => void;
}

/** The same as the keys, for whoever has none or whose reader takes the arrows for itself. */
export function MapButtons({ onChange }: MapButtonsProps) {
  const { t } = useLingui();
  const buttons = [
    { key: '+', sign: '+', name: t({ id: 'map.nearer', message: 'Zoom in' }) },
    { key: '-', sign: '−', name: t({ id: 'map.further', message: 'Zoom out' }) },
    { key: 'ArrowLeft', sign: '←', name: t({ id: 'map.west', message: 'To the west' }) },
    { key: 'ArrowUp', sign: '↑', name: t({ id: 'map.north', message: 'To the north' }) },
    { key: 'ArrowDown', sign: '↓', name: t({ id: 'map.south', message: 'To the south' }) },
    { key: 'ArrowRight', sign: '→', name: t({ id: 'map.east', message: 'To the east' }) },
  ];
  return (
    <div className="row map-buttons" dir="ltr">
      {buttons.map(({ key, sign, name }) => (
        <Button key={key} aria-label={name} onPress={() => press(key, onChange)}>
          <span aria-hidden="true">{sign}</span>
        </Button>
      ))}
    </div>
  );
}

function press(key: string, onChange: MapButtonsProps['onChange']): void {
  const move = keyMove(key, false);
  if (move !== undefined) onChange(move);
}
