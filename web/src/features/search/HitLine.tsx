import { Trans, useLingui } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { displayId, pathTo } from '../../shared/records/record-type';
import { RequestTransfer } from '../../shared/records/RequestTransfer';
import { recordTypeTexts } from '../../shared/text/record-type-texts';
import { Icon } from '../../shared/ui/Icon';
import type { RecordData } from '../../shared/wire/records';
import { markPart, markWords, type Hit, type Piece } from './hit-groups';

interface HitLineProps extends Hit {
  /** The panel in which the record opens; its own first one when not said. */
  form?: string;
}

/** One record that was found: who, in which list, and what in it fits. */
export function HitLine({ type, record, form }: HitLineProps) {
  const content = <HitContent type={type} record={record} />;
  return record.record_in_scope === false ? (
    <span className="hit">
      {content}
      <span className="soft">
        <Icon name="lock" size={16} /> <Trans id="cases.out_of_scope">Not in your caseload</Trans>
      </span>
      <RequestTransfer type={type} record={record} />
    </span>
  ) : (
    <Link to={pathTo(type, record.id)} search={form === undefined ? {} : { form }} className="hit">
      {content}
    </Link>
  );
}

function HitContent({ type, record }: Hit) {
  const { t, i18n } = useLingui();
  const number = displayId(type, record);
  const { field, text: name } = nameOf(record);
  const { highlight } = record;
  const isNameMarked = highlight?.field === field;
  const age = record['age'];
  const facts = [
    name === '' || highlight?.tokens[0]?.[1] === number ? '' : number,
    typeof age === 'number' ? t({ id: 'search.age', message: `Age ${age}` }) : '',
    record['status'] === 'closed' ? t({ id: 'search.closed', message: 'Closed' }) : '',
    i18n._(recordTypeTexts[type]),
  ].filter((fact) => fact !== '');
  return (
    <>
      <bdi className="hit-name">
        {name === '' ? (
          number
        ) : (
          <Marked pieces={markWords(name, isNameMarked ? foundOf(record) : [])} />
        )}
      </bdi>
      <HitWhy record={record} isNameMarked={isNameMarked} />
      {facts.map((fact) => (
        <bdi key={fact} className="soft">
          {fact}
        </bdi>
      ))}
    </>
  );
}

/** What fits: the number with what was typed in it, a name that is not shown, another spelling. */
function HitWhy({ record, isNameMarked }: { record: RecordData; isNameMarked: boolean }) {
  const tokens = record.highlight?.tokens ?? [];
  if (record.search_kind === 'name') {
    const others = tokens.filter(([asked, found]) => asked.toLowerCase() !== found.toLowerCase());
    return (
      <>
        {isNameMarked || tokens.length === 0 ? null : (
          <bdi>
            <Marked pieces={tokens.map(([, text]) => ({ text: `${text} `, isMarked: true }))} />
          </bdi>
        )}
        {record.search_match === 'alike' && others.length > 0 ? (
          <span className="soft">
            {others.map(([asked, found]) => (
              <span key={found}>
                <bdi>{asked}</bdi> ≈ <bdi>{found}</bdi>{' '}
              </span>
            ))}
          </span>
        ) : null}
      </>
    );
  }
  if (record.search_kind === 'hand_over') return null;
  return tokens[0] === undefined ? (
    <span className="soft">
      <MatchText match={record.search_match} />
    </span>
  ) : (
    <bdi dir="ltr">
      <Marked pieces={markPart(tokens[0][1], tokens[0][0])} />
    </bdi>
  );
}

/** Where the value itself is not shown. */
function MatchText({ match }: { match: string | null | undefined }) {
  switch (match) {
    case 'equal':
      return <Trans id="search.match_equal">the same number</Trans>;
    case 'prefix':
      return <Trans id="search.match_prefix">a number that begins so</Trans>;
    case 'suffix':
      return <Trans id="search.match_suffix">a number that ends so</Trans>;
    default:
      return <Trans id="search.match_part">a number with this in it</Trans>;
  }
}

function Marked({ pieces }: { pieces: readonly Piece[] }) {
  return pieces.map(({ text, isMarked }, index) =>
    isMarked ? <mark key={index}>{text}</mark> : <span key={index}>{text}</span>,
  );
}

/** Words that were asked for as one are marked one by one. */
function foundOf(record: RecordData): readonly string[] {
  return (record.highlight?.tokens ?? []).flatMap(([, found]) => found.split(' '));
}

function nameOf(record: RecordData): { field: string; text: string } {
  for (const field of ['name', 'family_name', 'relation_name']) {
    const text = record[field];
    if (typeof text === 'string' && text !== '') {
      return { field, text };
    }
  }
  return { field: '', text: '' };
}
