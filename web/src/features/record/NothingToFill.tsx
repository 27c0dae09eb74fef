import { Trans } from '@lingui/react/macro';
import { Link } from '@tanstack/react-router';
import { pathTo } from '../../shared/records/record-type';
import { useUser } from '../../shared/session/useSession';
import { EmptyState } from '../../shared/ui/EmptyState';
import { LinkButton } from '../../shared/ui/LinkButton';
import { PageHeading } from '../../shared/ui/PageHeading';
import type { RecordType } from '../../shared/wire/records';
import type { PrimeroModule } from '../../shared/wire/settings';
import { useNewTitle } from './useNewTitle';

interface NothingToFillProps {
  type: RecordType;
  /** To choose from, where the address names a programme that is not theirs; else empty. */
  modules: readonly PrimeroModule[];
}

/** In place of a form: there is none for this person, or none in this programme. */
export default function NothingToFill({ type, modules }: NothingToFillProps) {
  return modules.length === 0 ? <NoForm type={type} /> : <OtherModules {...{ type, modules }} />;
}

/** Some deployments keep such records, but set no form up for them, or none for this role. */
function NoForm({ type }: { type: RecordType }) {
  return (
    <>
      <PageHeading title={useNewTitle(type)} />
      <EmptyState
        title={<Trans id="record.create.no_form">No form is set up for you to fill in.</Trans>}
      >
        <p>
          <Trans id="record.create.no_form_why">
            If you should register such records, ask your administrator for the form.
          </Trans>
        </p>
        <LinkButton to={`/${type}`}>
          <Trans id="record.out_of_reach.list">To the list</Trans>
        </LinkButton>
      </EmptyState>
    </>
  );
}

function OtherModules({ type, modules }: NothingToFillProps) {
  const user = useUser();
  return (
    <EmptyState
      title={<Trans id="record.create.module">Choose the programme of the new record</Trans>}
    >
      {user.module_unique_ids.map((id) => (
        <Link key={id} className="button" to={pathTo(type, id, 'new')}>
          <bdi>{modules.find((one) => one.unique_id === id)?.name ?? id}</bdi>
        </Link>
      ))}
    </EmptyState>
  );
}
