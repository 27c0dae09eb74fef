interface BarProps {
  /** Counts of the parts, in the order of the legend. */
  parts: readonly number[];
  /** The count that fills the whole width. */
  most: number;
  /** A count to mark with a line, for example how many are too many. */
  mark?: number | undefined;
}

const width = 100;
const height = 12;

/** One bar, in parts if need be. Silent: its numbers stand beside it. */
export function Bar({ parts, most, mark }: BarProps) {
  const scale = width / Math.max(1, most);
  const starts = parts.map((_, index) =>
    parts.slice(0, index).reduce((sum, part) => sum + part, 0),
  );
  return (
    <svg
      className="bar"
      viewBox={`0 0 ${width} ${height}`}
      preserveAspectRatio="none"
      aria-hidden="true"
      focusable="false"
    >
      {parts.map((part, index) => (
        <rect
          key={index}
          className={`bar-part-${index % 5}`}
          x={(starts[index] ?? 0) * scale}
          y={0}
          width={part * scale}
          height={height}
        />
      ))}
      {mark === undefined ? null : (
        <rect className="bar-mark" x={mark * scale - 0.5} y={0} width={1} height={height} />
      )}
    </svg>
  );
}
