import { Trans } from '@lingui/react/macro';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { Button } from '../../../../shared/ui/Button';
import { Dialog } from '../../../../shared/ui/Dialog';
import { Icon } from '../../../../shared/ui/Icon';
import { Refusal } from '../../../../shared/ui/Refusal';
import type { RecordData } from '../../../../shared/wire/records';
import type { Deployment } from '../../deployment';
import type { LinkedType } from '../../link-created';
import { useOpenEditor } from '../../open-editor';
import { Answered } from '../../../../shared/ui/Answered';
import { findLinked, type LinkedSearch, SearchWay } from './linked-search';
import { LinkedDetails } from './LinkedDetails';
import { LinkedFound } from './LinkedFound';
import { LinkedSearchForm } from './LinkedSearchForm';

interface LinkDrawerProps {
  type: LinkedType;
  title: string;
  deployment: Deployment;
  isPending: boolean;
  error: unknown;
  onSelect: (id: string) => void;
  onClose: () => void;
  /** A new record instead, with what was searched for; only after a search. */
  create?: { readonly text: string; readonly begin: (search: LinkedSearch) => void } | undefined;
}

/** Finds a record to link: search, then what was found, then its details, then *Select*. */
export default function LinkDrawer(props: LinkDrawerProps) {
  const { title, isPending, error, onSelect, onClose } = props;
  const [search, setSearch] = useState<LinkedSearch>();
  const [opened, setOpened] = useState<RecordData>();
  return (
    <Dialog
      isOpen
      shape="side"
      title={title}
      onClose={onClose}
      isDismissable={!isPending}
      actions={
        opened === undefined ? undefined : (
          <>
            <Button onPress={() => setOpened(undefined)} isDisabled={isPending}>
              <Trans id="panel.find.back">Back to what was found</Trans>
            </Button>
            <Button kind="primary" onPress={() => onSelect(opened.id)} isPending={isPending}>
              <Trans id="panel.find.select">Select</Trans>
            </Button>
          </>
        )
      }
    >
      {opened === undefined ? (
        <Finding {...props} search={search} onSearch={setSearch} onOpen={setOpened} />
      ) : (
        <LinkedDetails type={props.type} known={opened} deployment={props.deployment} />
      )}
      {error ? <Refusal error={error} /> : null}
    </Dialog>
  );
}

interface FindingProps extends LinkDrawerProps {
  search: LinkedSearch | undefined;
  onSearch: (search: LinkedSearch) => void;
  onOpen: (record: RecordData) => void;
}

function Finding({ type, search, onSearch, onOpen, create, isPending }: FindingProps) {
  const editor = useOpenEditor();
  const found = useQuery({
    queryKey: [type, 'linked', search],
    queryFn: ({ signal }) => findLinked(type, search ?? nothing, signal),
    enabled: search !== undefined,
  });
  return (
    <>
      <LinkedSearchForm last={search} onSearch={onSearch} />
      {search === undefined ? null : (
        <Answered query={found}>
          {(answer) => <LinkedFound type={type} found={answer} onOpen={onOpen} />}
        </Answered>
      )}
      {create !== undefined && search !== undefined && found.isSuccess ? (
        <div className="panel-actions">
          {editor.isDirty ? <SavedFirst /> : null}
          <Button onPress={() => create.begin(search)} isDisabled={isPending}>
            <Icon name="plus" size={20} />
            {create.text}
          </Button>
        </div>
      ) : null}
    </>
  );
}

/** A new record begins with what the case says, so what was typed is not left behind. */
function SavedFirst() {
  return (
    <p className="soft">
      <Trans id="panel.find.saved_first">What you changed in the case is saved first.</Trans>
    </p>
  );
}

const nothing: LinkedSearch = { way: SearchWay.name, value: '' };
