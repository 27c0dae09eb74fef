import { useLingui } from '@lingui/react/macro';
import type { Indicator, Stat } from '../../../shared/records/dashboards';
import type { RecordType } from '../../../shared/wire/records';
import { BarTable } from './BarTable';
import { CountTable, type CountRow } from './CountTable';
import { NumberTiles } from './NumberTiles';
import { inOrder, Pivot, type Section } from './sections';
import { useNumberTexts } from './useNumberTexts';

interface DashboardSectionProps {
  section: Section;
}

type Named<T> = readonly (readonly [string, T])[];

/** One group of numbers in the picture that fits its shape. */
export function DashboardSection({ section }: DashboardSectionProps) {
  const { i18n } = useLingui();
  const { indicators } = section;
  const title = i18n._(section.title);
  const singles = pick(indicators, (one) => (one.shape === 'one' ? one.stat : undefined));
  const groups = pick(indicators, (one) => (one.shape === 'by' ? one.stats : undefined));
  const crosses = pick(indicators, (one) => (one.shape === 'cross' ? one.rows : undefined));
  const id = `section-${section.id}`;
  return (
    <section className="panel stack" aria-labelledby={id}>
      <h2 id={id}>{title}</h2>
      <Singles numbers={singles} type={section.type} />
      <Groups title={title} section={section} groups={groups} />
      {crosses.map(([key, rows]) => (
        <Cross key={key} name={key} title={title} section={section} rows={rows} />
      ))}
    </section>
  );
}

function pick<T>(
  indicators: Section['indicators'],
  of: (indicator: Indicator) => T | undefined,
): Named<T> {
  return indicators.flatMap(([key, indicator]) => {
    const found = of(indicator);
    return found === undefined ? [] : [[key, found] as const];
  });
}

function Singles({ numbers, type }: { numbers: Named<Stat>; type: RecordType }) {
  const { label } = useNumberTexts(false);
  return numbers.length === 0 ? null : (
    <NumberTiles
      type={type}
      numbers={numbers.map(([key, stat]) => ({ key, label: label(key), stat }))}
    />
  );
}

interface GroupsProps {
  title: string;
  section: Section;
  groups: Named<ReadonlyMap<string, Stat>>;
}

/** One group is a bar chart, several that are counted by the same thing are a table. */
function Groups({ title, section: { pivot, type }, groups }: GroupsProps) {
  const { t } = useLingui();
  const { label, value } = useNumberTexts(pivot === Pivot.place);
  const isAlone = groups.length === 1 || pivot === Pivot.workflow;
  if (isAlone) {
    return groups.map(([key, stats]) => (
      <BarTable
        key={key}
        caption={`${title} · ${label(key)}`}
        type={type}
        rows={inOrder(pivot, stats.keys()).flatMap((id) => {
          const stat = stats.get(id);
          return stat === undefined ? [] : [{ id, label: value(pivot, id), stat }];
        })}
      />
    ));
  }
  const ids = inOrder(
    pivot,
    groups.flatMap(([, stats]) => [...stats.keys()]),
  );
  const rows = ids.map((id): CountRow => {
    const stats = groups.flatMap(([key, of]) => {
      const stat = of.get(id);
      return stat === undefined ? [] : [[key, stat] as const];
    });
    return { id, label: value(pivot, id), stats: new Map(stats) };
  });
  return groups.length === 0 || ids.length === 0 ? null : (
    <CountTable
      caption={title}
      head={
        pivot === Pivot.person
          ? t({ id: 'number.worker', message: 'Case worker' })
          : t({ id: 'number.what', message: 'What' })
      }
      columns={groups.map(([key]) => ({ id: key, label: label(key) }))}
      rows={rows}
      type={type}
      areParts={false}
    />
  );
}

interface CrossProps {
  name: string;
  title: string;
  section: Section;
  rows: ReadonlyMap<string, ReadonlyMap<string, Stat>>;
}

/** Counted by two things: a bar of parts for each of the first. */
function Cross({ name, title, section: { pivot, type }, rows }: CrossProps) {
  const { t } = useLingui();
  const { label, columnText, rowText } = useNumberTexts(pivot === Pivot.place);
  const columns = inOrder(
    pivot,
    [...rows.values()].flatMap((stats) => [...stats.keys()]),
  );
  return (
    <CountTable
      caption={`${title} · ${label(name)}`}
      head={
        pivot === Pivot.workflow
          ? t({ id: 'number.worker', message: 'Case worker' })
          : t({ id: 'number.what', message: 'What' })
      }
      columns={columns.map((id) => ({ id, label: columnText(pivot, id) }))}
      rows={[...rows].map(([id, stats]) => ({ id, label: rowText(pivot, id), stats }))}
      type={type}
      areParts
    />
  );
}
