import { useLingui } from '@lingui/react/macro';
import { useMedia, media } from '../../../../shared/ui/useMedia';
import { type Generation, generationOf, type Relative } from './family';
import './links.css';

interface FamilyPictureProps {
  /** The child of the case; undefined for a family, which has no middle. */
  child: string | undefined;
  relatives: readonly Relative[];
  relationText: (relative: Relative) => string;
}

interface Box {
  readonly x: number;
  readonly y: number;
  readonly relative: Relative | undefined;
}

const box = { width: 132, height: 56, gapX: 16, gapY: 44 } as const;
const generations: readonly Generation[] = ['before', 'same', 'after'];

/** The household as a picture, generation by generation; the list beside it says the same. */
export function FamilyPicture({ child, relatives, relationText }: FamilyPictureProps) {
  const { t } = useLingui();
  const isPhone = useMedia(media.phone);
  const { boxes, width, height } = layout(relatives, child !== undefined, isPhone ? 2 : 5);
  const middle = boxes.find(({ relative }) => relative === undefined);
  const label = t({
    id: 'panel.family.picture',
    message: 'Picture of the family; the list below says the same.',
  });
  return (
    <svg
      className="family-picture"
      viewBox={`0 0 ${width} ${height}`}
      style={{ maxInlineSize: width }}
      role="img"
      aria-label={label}
    >
      {middle === undefined
        ? null
        : boxes.map((one) =>
            one.relative === undefined ? null : (
              <path
                key={one.relative.id}
                className={one.relative.isCaregiver ? 'family-line family-care' : 'family-line'}
                d={lineBetween(middle, one)}
              />
            ),
          )}
      {boxes.map((one) => (
        <Person
          key={one.relative?.id ?? 'child'}
          place={one}
          name={one.relative === undefined ? (child ?? '') : one.relative.name}
          relation={one.relative === undefined ? '' : relationText(one.relative)}
        />
      ))}
    </svg>
  );
}

interface PersonProps {
  place: Box;
  name: string;
  relation: string;
}

const letters_max = 15;
const shortened = (words: string) =>
  words.length > letters_max ? `${words.slice(0, letters_max - 1)}…` : words;

function Person({ place: { x, y, relative }, name, relation }: PersonProps) {
  const kind = relative === undefined ? 'child' : relative.isDead ? 'dead' : 'alive';
  const middle = x + box.width / 2;
  return (
    <g className={`family-person family-${kind}`}>
      <rect x={x} y={y} width={box.width} height={box.height} rx={10} />
      <text x={middle} y={y + (relation === '' ? 34 : 24)} className="family-name">
        {shortened(name === '' ? '–' : name)}
      </text>
      {relation === '' ? null : (
        <text x={middle} y={y + 43} className="family-relation">
          {shortened(relation)}
        </text>
      )}
    </g>
  );
}

/** Rows of at most so many people, one generation under the other, each in the middle. */
function layout(relatives: readonly Relative[], hasChild: boolean, columns: number) {
  const rows = generations.flatMap((generation) => {
    const people: (Relative | undefined)[] = relatives.filter(
      (one) => generationOf(one) === generation,
    );
    if (hasChild && generation === 'same') {
      people.splice(Math.floor(people.length / 2), 0, undefined);
    }
    const count = Math.ceil(people.length / columns);
    return Array.from({ length: count }, (_, at) => people.slice(at * columns, (at + 1) * columns));
  });
  const widest = Math.max(1, ...rows.map((row) => row.length));
  const width = widest * (box.width + box.gapX) + box.gapX;
  const height = rows.length * (box.height + box.gapY) - box.gapY + 8;
  const boxes = rows.flatMap((row, at) => {
    const start = (width - row.length * (box.width + box.gapX) + box.gapX) / 2;
    return row.map((relative, column): Box => ({
      x: start + column * (box.width + box.gapX),
      y: 4 + at * (box.height + box.gapY),
      relative,
    }));
  });
  return { boxes, width, height };
}

/** From box to box: straight beside each other, else by way of the gap between the rows. */
function lineBetween(from: Box, to: Box): string {
  const [x1, x2] = [from.x + box.width / 2, to.x + box.width / 2];
  if (from.y === to.y) {
    const y = from.y + box.height / 2;
    const isAfter = to.x > from.x;
    return `M${isAfter ? from.x + box.width : from.x} ${y}H${isAfter ? to.x : to.x + box.width}`;
  }
  const isBelow = to.y > from.y;
  const start = isBelow ? from.y + box.height : from.y;
  const end = isBelow ? to.y : to.y + box.height;
  const half = (start + end) / 2;
  return `M${x1} ${start}V${half}H${x2}V${end}`;
}
