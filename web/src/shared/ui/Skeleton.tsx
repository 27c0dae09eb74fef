import './states.css';

interface SkeletonProps {
  /** How many lines of the final layout it stands for. */
  lines?: number;
}

/** Stands where content will be; shows itself only after 150 ms. */
export function Skeleton({ lines = 1 }: SkeletonProps) {
  return (
    <div aria-hidden="true" className="stack">
      {Array.from({ length: lines }, (_, line) => (
        <span key={line} className="skeleton" />
      ))}
    </div>
  );
}
