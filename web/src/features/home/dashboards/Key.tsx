/** The colour of a part, beside its name. */
export function Key({ index }: { index: number }) {
  return (
    <svg className="key" viewBox="0 0 12 12" width={12} height={12} aria-hidden="true">
      <rect className={`bar-part-${index % 5}`} width={12} height={12} rx={2} />
    </svg>
  );
}
