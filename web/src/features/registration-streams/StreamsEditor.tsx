import { Trans, useLingui } from '@lingui/react/macro';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { settingsQuery } from '../../shared/definitions/definitions';
import { useLanguage } from '../../shared/i18n/useLanguage';
import { pickText } from '../../shared/text/pick';
import { Button } from '../../shared/ui/Button';
import { FailureText } from '../../shared/ui/FailureText';
import { LeaveQuestion } from '../../shared/ui/LeaveQuestion';
import { NoticeKind, notify } from '../../shared/ui/snackbar-store';
import { isFailure } from '../../shared/wire/failure';
import type { Agency } from '../../shared/wire/settings';
import { StreamFields, type StreamChoices } from './StreamFields';
import { groupsQuery, refusalsByPlace, rolesQuery, sendStreams, type Stream } from './streams.wire';

interface StreamsEditorProps {
  stored: readonly Stream[];
  agencies: readonly Agency[];
}

const empty: Stream = { id: '', role: '', agency: '', groups: [], labels: {}, consents: {} };

/** All ways at once: they are saved together, as the server keeps them. */
export function StreamsEditor({ stored, agencies }: StreamsEditorProps) {
  const { t } = useLingui();
  const [changed, setChanged] = useState<readonly Stream[]>();
  const streams = changed ?? stored;
  const saving = useSaving(() => setChanged(undefined));
  const refusals = isFailure(saving.error) ? refusalsByPlace(saving.error) : new Map();
  const choices = useChoices(agencies);
  const put = (index: number, one: Stream) => setChanged(streams.with(index, one));
  return (
    <form
      noValidate
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        saving.mutate(streams);
      }}
    >
      {streams.length === 0 ? (
        <p>
          <Trans id="streams.none">Nobody can register themselves.</Trans>
        </p>
      ) : null}
      {streams.map((one, index) => (
        <StreamFields
          key={index}
          number={index + 1}
          stream={one}
          choices={choices}
          refusalOf={(part) => refusals.get(`${index}/${part}`)}
          onChange={(next) => put(index, next)}
          onRemove={() => setChanged(streams.toSpliced(index, 1))}
        />
      ))}
      {saving.isError ? (
        <div role="alert">
          {refusals.size > 0 ? (
            <p>
              <Trans id="streams.refused">Nothing was saved; what is wrong is marked above.</Trans>
            </p>
          ) : (
            <FailureText error={saving.error} />
          )}
        </div>
      ) : null}
      <div className="row">
        <Button onPress={() => setChanged([...streams, empty])}>
          {t({ id: 'streams.add', message: 'Add a way' })}
        </Button>
        <Button
          type="submit"
          kind="primary"
          isDisabled={changed === undefined}
          isPending={saving.isPending}
        >
          <Trans id="streams.save">Save</Trans>
        </Button>
      </div>
      {changed !== undefined && !saving.isPending ? (
        <LeaveQuestion
          title={<Trans id="streams.leave.title">Leave without saving?</Trans>}
          action={<Trans id="streams.leave.action">Leave</Trans>}
        >
          <Trans id="streams.leave.text">What you have changed is not kept.</Trans>
        </LeaveQuestion>
      ) : null}
    </form>
  );
}

function useSaving(onSaved: () => void) {
  const { t } = useLingui();
  const queries = useQueryClient();
  return useMutation({
    mutationFn: sendStreams,
    onSuccess: async () => {
      await queries.invalidateQueries({ queryKey: settingsQuery.queryKey });
      onSaved();
      notify({
        key: 'streams.saved',
        kind: NoticeKind.success,
        text: t({ id: 'streams.saved', message: 'The ways to register are saved.' }),
      });
    },
  });
}

/** Roles, agencies and groups by name, those that are switched off left out. */
function useChoices(agencies: readonly Agency[]): StreamChoices {
  const language = useLanguage();
  const roles = useQuery(rolesQuery).data ?? [];
  const groups = useQuery(groupsQuery).data ?? [];
  const named = (things: typeof roles) =>
    things
      .filter(({ disabled }) => !disabled)
      .map(({ unique_id: id, name, name_i18n: names }) => ({
        id,
        text: pickText(names, language) || (name ?? '') || id,
      }));
  return {
    roles: named(roles),
    groups: named(groups),
    agencies: agencies
      .filter(({ disabled }) => !disabled)
      .map(({ unique_id: id, name }) => ({ id, text: pickText(name, language) || id })),
  };
}
