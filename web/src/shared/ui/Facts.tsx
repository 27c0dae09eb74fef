import './Facts.css';

export interface Fact {
  label: string;
  value: string | null | undefined;
}

export interface FactsProps {
  facts: readonly Fact[];
}

/** Labels with their values, to read; what is not recorded is left out. */
export function Facts({ facts }: FactsProps) {
  return (
    <dl className="facts">
      {facts.map(({ label, value }) =>
        value ? (
          <div key={label} className="fact">
            <dt>{label}</dt>
            <dd>
              <bdi>{value}</bdi>
            </dd>
          </div>
        ) : null,
      )}
    </dl>
  );
}
