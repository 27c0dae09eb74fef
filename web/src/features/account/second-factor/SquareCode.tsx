import { useLingui } from '@lingui/react/macro';

/** Free squares around the code, which readers need. */
const margin = 4;

/** A square code for the camera of a phone: dark on white in every appearance. */
export function SquareCode({ rows }: { rows: readonly string[] }) {
  const { t } = useLingui();
  const side = rows.length + 2 * margin;
  const squares = rows.flatMap((row, y) =>
    [...row].flatMap((dark, x) => (dark === '1' ? [`M${x + margin} ${y + margin}h1v1h-1z`] : [])),
  );
  return (
    <svg
      className="factor-square"
      viewBox={`0 0 ${side} ${side}`}
      shapeRendering="crispEdges"
      role="img"
      aria-label={t({ id: 'factor.square', message: 'Square code for the app' })}
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={squares.join('')} fill="#000" />
    </svg>
  );
}
