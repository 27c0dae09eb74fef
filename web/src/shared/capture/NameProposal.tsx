import { Trans } from '@lingui/react/macro';
import { useState } from 'react';
import { AreaTexts } from '../i18n/AreaTexts';
import { type NameScript } from '../names/scripts';
import { readNames, transliterated } from '../names/transliterate';
import { Button } from '../ui/Button';
import { fieldTexts } from './field-texts';

interface NameProposalProps {
  name: string;
  to: NameScript;
  /** Something is written already: a proposal would overwrite it. */
  isWritten: boolean;
  onPropose: (name: string) => void;
}

/** Below a name in another script: a first spelling of it, which people correct. */
export default function NameProposal(props: NameProposalProps) {
  return (
    <AreaTexts ready={fieldTexts}>
      <Proposal {...props} />
    </AreaTexts>
  );
}

type Asked = 'not yet' | 'asking' | 'proposed' | 'unknown';

/** The table of names is fetched when somebody asks; without a line letters alone must do. */
async function knownNames() {
  const table = await import('virtual:known-names').then(
    (found) => found.default,
    () => '',
  );
  return readNames(table);
}

function Proposal({ name, to, isWritten, onPropose }: NameProposalProps) {
  const [asked, setAsked] = useState<Asked>('not yet');
  const propose = async () => {
    setAsked('asking');
    const proposed = transliterated(name, to, await knownNames());
    setAsked(proposed === undefined ? 'unknown' : 'proposed');
    if (proposed !== undefined) onPropose(proposed);
  };
  return (
    <>
      {isWritten && asked !== 'proposed' ? null : (
        <Button onPress={() => void propose()} isPending={asked === 'asking'} isSpent={isWritten}>
          <Trans id="name.propose">Propose a spelling</Trans>
        </Button>
      )}
      <div role="status">
        {asked === 'proposed' && isWritten ? (
          <Trans id="name.proposed">A proposal only: correct it to how the family writes it.</Trans>
        ) : null}
        {asked === 'unknown' ? (
          <Trans id="name.no_proposal">No spelling can be proposed. Write it yourself.</Trans>
        ) : null}
      </div>
    </>
  );
}
