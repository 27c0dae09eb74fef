import { Trans, useLingui } from '@lingui/react/macro';
import { useEffect, useRef, useState } from 'react';
import { drawMap } from './draw';
import { type MapView, tilesOf } from './geometry';
import { useMapMoves } from './useMapMoves';
import { useOutlines } from './useOutlines';
import { useLine } from '../ui/useOnline';
import { Line } from '../wire/connection';

/** The deployment's own map server. */
export interface MapTiles {
  readonly url: string;
  readonly credit: string;
}

interface MapStageProps {
  view: MapView;
  onChange: (next: (view: MapView) => MapView) => void;
  tiles: MapTiles | undefined;
}

/** The map with the cross-hair in its middle. North is up and east is right in every language. */
export function MapStage({ view, onChange, tiles }: MapStageProps) {
  const { t } = useLingui();
  const stage = useRef<HTMLDivElement>(null);
  const { width, height } = useSize(stage);
  const isField = useLine() === Line.field;
  const moves = useMapMoves(stage, onChange);
  return (
    <div
      ref={stage}
      {...moves}
      dir="ltr"
      className="map-stage"
      role="application"
      tabIndex={0}
      aria-label={t({ id: 'map.stage', message: 'Map: arrows move it, + and − zoom' })}
    >
      {tiles === undefined || isField ? null : <Tiles {...{ view, width, height, tiles }} />}
      <Lines {...{ view, width, height }} />
      {tiles?.credit ? <span className="map-credit">{tiles.credit}</span> : null}
    </div>
  );
}

interface Sized {
  view: MapView;
  width: number;
  height: number;
}

function Tiles({ view, width, height, tiles }: Sized & { tiles: MapTiles }) {
  return (
    <div className="map-tiles" aria-hidden="true">
      {tilesOf(view, width, height, tiles.url).map(({ key, url, left, top, size }) => (
        <img
          key={key}
          src={url}
          alt=""
          draggable={false}
          referrerPolicy="no-referrer"
          style={{
            insetInlineStart: left,
            insetBlockStart: top,
            inlineSize: size,
            blockSize: size,
          }}
        />
      ))}
    </div>
  );
}

function Lines({ view, width, height }: Sized) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { outlines, hasFailed } = useOutlines(view.zoom);
  useEffect(() => {
    const element = canvas.current;
    const context = element?.getContext('2d');
    if (!element || !context || width === 0) return;
    const density = window.devicePixelRatio || 1;
    element.width = width * density;
    element.height = height * density;
    context.scale(density, density);
    const style = getComputedStyle(element);
    const colours = { line: style.color, grid: style.borderTopColor };
    drawMap({ context, width, height }, view, outlines, colours);
  }, [view, width, height, outlines]);
  return (
    <>
      <canvas ref={canvas} className="map-lines" aria-hidden="true" />
      {hasFailed ? (
        <p role="status" className="map-credit">
          <Trans id="map.no_outlines">The outlines could not be fetched.</Trans>
        </p>
      ) : null}
    </>
  );
}

function useSize(element: React.RefObject<HTMLElement | null>) {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useEffect(() => {
    const watched = element.current;
    if (watched === null) return undefined;
    const look = () => setSize({ width: watched.clientWidth, height: watched.clientHeight });
    const observer = new ResizeObserver(look);
    observer.observe(watched);
    look();
    return () => observer.disconnect();
  }, [element]);
  return size;
}
