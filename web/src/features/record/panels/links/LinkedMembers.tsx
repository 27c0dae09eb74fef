import { Plural, Trans } from '@lingui/react/macro';
import { useVocabulary } from '../../../../shared/records/useVocabulary';
import type { RecordData } from '../../../../shared/wire/records';
import { relativesOf } from './family';

/** Who belongs to a family, in a line each: enough to see whether it is the child's. */
export function LinkedMembers({ family }: { family: RecordData }) {
  const vocabulary = useVocabulary({ withPlaces: false });
  const members = relativesOf('families', family);
  if (members.length === 0) return null;
  return (
    <>
      <h3>
        <Trans id="panel.linked.members">Members of the family</Trans>
      </h3>
      <ul className="found-list">
        {members.map(({ id, name, relation, age, caseNumber }) => (
          <li key={id}>
            {name === '' ? (
              <Trans id="panel.family.nameless">Name not known</Trans>
            ) : (
              <bdi>{name}</bdi>
            )}
            <span className="soft">
              {relation === '' ? null : (
                <> · {vocabulary.text('lookup-family-relationship', relation)}</>
              )}
              {age === undefined ? null : (
                <>
                  {' · '}
                  <Trans id="panel.family.age">
                    <Plural value={age} one="# year old" other="# years old" />
                  </Trans>
                </>
              )}
              {caseNumber === '' ? null : (
                <>
                  {' · '}
                  <bdi>{caseNumber}</bdi>
                </>
              )}
            </span>
          </li>
        ))}
      </ul>
    </>
  );
}
