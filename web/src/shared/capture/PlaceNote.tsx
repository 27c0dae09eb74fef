import { Trans, useLingui } from '@lingui/react/macro';
import { lazy, useEffect, useRef, useState } from 'react';
import { AreaTexts } from '../i18n/AreaTexts';
import { formatNumber } from '../i18n/format';
import { useLanguage } from '../i18n/useLanguage';
import { Button } from '../ui/Button';
import { Fetched } from '../ui/Fetched';
import { Icon } from '../ui/Icon';
import { type Coordinates } from './coordinates';
import { fieldTexts } from './field-texts';

const MapDialog = lazy(() => import('../map/MapDialog'));

interface PlaceNoteProps {
  /** What the coordinates are asked for. */
  label: string;
  /** Whether what was typed says no place. */
  isDoubtful: boolean;
  /** How often somebody has typed: what they typed while the place was looked for stays. */
  typings: () => number;
  onPlace: (place: Coordinates) => void;
  /** What is kept by now. */
  place: Coordinates | undefined;
}

/** Below coordinates: taking the place where one is, and what there is to know of it. */
export default function PlaceNote(props: PlaceNoteProps) {
  return (
    <AreaTexts ready={fieldTexts}>
      <Note {...props} />
    </AreaTexts>
  );
}

type Asked =
  | { readonly state: 'not yet' | 'asking' | 'denied' | 'unknown' }
  | { readonly state: 'found'; readonly metres: number };

/** Under trees and between houses the first answer takes a while. */
const wait_ms = 20_000;

function Note({ label, isDoubtful, typings, onPlace, place }: PlaceNoteProps) {
  const { t } = useLingui();
  const [asked, setAsked] = useState<Asked>({ state: 'not yet' });
  const isHere = useRef(true);
  useEffect(() => {
    isHere.current = true;
    return () => {
      isHere.current = false;
    };
  }, []);
  const ask = () => {
    setAsked({ state: 'asking' });
    const before = typings();
    navigator.geolocation.getCurrentPosition(
      ({ coords }) => {
        if (!isHere.current) return;
        if (typings() !== before) {
          setAsked({ state: 'not yet' });
          return;
        }
        setAsked({ state: 'found', metres: Math.max(1, Math.round(coords.accuracy)) });
        onPlace({ latitude: coords.latitude, longitude: coords.longitude });
      },
      ({ code, PERMISSION_DENIED }) => {
        if (isHere.current) setAsked({ state: code === PERMISSION_DENIED ? 'denied' : 'unknown' });
      },
      { enableHighAccuracy: true, timeout: wait_ms, maximumAge: 0 },
    );
  };
  return (
    <>
      {'geolocation' in navigator ? (
        <Button
          onPress={ask}
          isDisabled={asked.state === 'asking'}
          aria-label={t({ id: 'place.take_for', message: `Use my position: ${label}` })}
        >
          <Trans id="place.take">Use my position</Trans>
        </Button>
      ) : null}
      <FromMap label={label} place={place} onPlace={onPlace} />
      <div role="status">
        {isDoubtful ? (
          <p className="field-warning">
            <Icon name="warning" size={20} />
            <Trans id="place.doubtful">
              This is no place on the map. It is kept as you typed it.
            </Trans>
          </p>
        ) : (
          <Outcome asked={asked} />
        )}
      </div>
    </>
  );
}

type FromMapProps = Pick<PlaceNoteProps, 'label' | 'place' | 'onPlace'>;

function FromMap({ label, place, onPlace }: FromMapProps) {
  const { t } = useLingui();
  const [isOpen, setOpen] = useState(false);
  const close = () => setOpen(false);
  return (
    <>
      <Button
        onPress={() => setOpen(true)}
        aria-label={t({ id: 'map.choose_for', message: `Choose on a map: ${label}` })}
      >
        <Trans id="map.choose">Choose on a map</Trans>
      </Button>
      {isOpen ? (
        <Fetched onFailed={close}>
          <MapDialog
            title={label}
            place={place}
            onTake={(chosen) => {
              onPlace(chosen);
              close();
            }}
            onClose={close}
          />
        </Fetched>
      ) : null}
    </>
  );
}

function Outcome({ asked }: { asked: Asked }) {
  const language = useLanguage();
  switch (asked.state) {
    case 'not yet':
      return null;
    case 'asking':
      return <Trans id="place.asking">Looking for your position…</Trans>;
    case 'found': {
      const metres = formatNumber(asked.metres, language);
      return <Trans id="place.found">Accurate to {metres} m. Kept when you save.</Trans>;
    }
    case 'denied':
      return <Trans id="place.denied">The browser may not tell your position.</Trans>;
    case 'unknown':
      return <Trans id="place.unknown">Your position cannot be found here.</Trans>;
  }
}
