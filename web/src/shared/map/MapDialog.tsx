import { select } from '@lingui/core/macro';
import { Trans, useLingui } from '@lingui/react/macro';
import { type ReactNode, useEffect, useState } from 'react';
import { type Coordinates, writtenCoordinates } from '../capture/coordinates';
import { fieldTexts } from '../capture/field-texts';
import { AreaTexts } from '../i18n/AreaTexts';
import { useLanguage } from '../i18n/useLanguage';
import { useSettings } from '../definitions/useDefinitions';
import { Button } from '../ui/Button';
import { Dialog } from '../ui/Dialog';
import type { MapView } from './geometry';
import { MapButtons } from './MapButtons';
import { MapStage } from './MapStage';
import './map.css';

/** Near enough to know a town again; outlines alone show which country it is. */
const zoom_with_tiles = 9;
const zoom_of_outlines = 5;
const world: MapView = { centre: { latitude: 10, longitude: 20 }, zoom: 2 };
/** Whoever holds an arrow down hears where they are once they let go. */
const spoken_after_ms = 600;

interface MapDialogProps {
  title: ReactNode;
  /** Where the map begins. */
  place: Coordinates | undefined;
  onTake: (place: Coordinates) => void;
  onClose: () => void;
}

/** Chooses a place: the map is moved until the place lies under the cross-hair. */
export default function MapDialog(props: MapDialogProps) {
  return (
    <AreaTexts ready={fieldTexts}>
      <MapWindow {...props} />
    </AreaTexts>
  );
}

function MapWindow({ title, place, onTake, onClose }: MapDialogProps) {
  const tiles = useSettings()?.map_tiles ?? undefined;
  const [view, setView] = useState<MapView>(() =>
    place === undefined
      ? world
      : { centre: place, zoom: tiles === undefined ? zoom_of_outlines : zoom_with_tiles },
  );
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={title}
      shape="wide"
      actions={
        <>
          <Button onPress={onClose}>
            <Trans id="capture.cancel">Cancel</Trans>
          </Button>
          <Button kind="primary" onPress={() => onTake(view.centre)}>
            <Trans id="map.take">Use this place</Trans>
          </Button>
        </>
      }
    >
      <div className="stack map">
        <MapStage view={view} onChange={setView} tiles={tiles} />
        <MapButtons onChange={setView} />
        <Spelled place={view.centre} />
      </div>
    </Dialog>
  );
}

function Spelled({ place }: { place: Coordinates }) {
  const spell = useSpelling();
  const [spoken, setSpoken] = useState('');
  const { latitude, longitude } = place;
  useEffect(() => {
    const timer = setTimeout(() => setSpoken(spell({ latitude, longitude })), spoken_after_ms);
    return () => clearTimeout(timer);
    // The words change with the language alone, and the dialog closes with it.
    // eslint-disable-next-line react-hooks/exhaustive-deps -- see above
  }, [latitude, longitude]);
  return (
    <>
      <p className="map-place">
        <bdi dir="ltr">{writtenCoordinates(place)}</bdi>
      </p>
      <p role="status" className="soft">
        {spoken}
      </p>
    </>
  );
}

/** "1.28333° south, 36.81667° east". */
function useSpelling(): (place: Coordinates) => string {
  const { t } = useLingui();
  const language = useLanguage();
  const numbers = new Intl.NumberFormat(language, { maximumFractionDigits: 5 });
  return ({ latitude, longitude }) => {
    const across = numbers.format(Math.abs(latitude));
    const along = numbers.format(Math.abs(longitude));
    const half = latitude < 0 ? 'south' : 'north';
    const side = longitude < 0 ? 'west' : 'east';
    return t({
      id: 'map.spelled',
      message: `${across}° ${select(half, { south: 'south', other: 'north' })}, ${along}° ${select(
        side,
        { west: 'west', other: 'east' },
      )}`,
    });
  };
}
