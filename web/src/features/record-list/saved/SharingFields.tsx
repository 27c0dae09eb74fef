import { Trans, useLingui } from '@lingui/react/macro';
import { useUser } from '../../../shared/session/useSession';
import { Checkbox } from '../../../shared/ui/Checkbox';
import { CheckboxGroup } from '../../../shared/ui/CheckboxGroup';

interface SharingFieldsProps {
  isPinned: boolean;
  onPin: (isPinned: boolean) => void;
  groups: readonly string[];
  /** Without it the groups are not for this person to choose. */
  onGroups: ((groups: string[]) => void) | undefined;
  /** It has words that would tell of a child. */
  hasWords: boolean;
}

/** Whether a search stands over the list, and with whom it is shared. */
export function SharingFields({ isPinned, onPin, groups, onGroups, hasWords }: SharingFieldsProps) {
  const { t } = useLingui();
  const { user_groups: own } = useUser();
  return (
    <>
      <Checkbox isSelected={isPinned} onChange={onPin}>
        <Trans id="saved.pin">Show it as a tab over the list, with its number of records</Trans>
      </Checkbox>
      {onGroups && own.length > 0 && hasWords ? (
        <p className="soft">
          <Trans id="saved.share.words">
            It cannot be shared, because the searched words may tell of a child.
          </Trans>
        </p>
      ) : null}
      {onGroups && own.length > 0 && !hasWords ? (
        <CheckboxGroup
          label={t({ id: 'saved.share', message: 'Share it with' })}
          description={t({
            id: 'saved.share.note',
            message:
              'Members of the group see the filters. Everybody finds only records they may see.',
          })}
          choices={own.map((group) => ({
            id: group.unique_id,
            text: group.name || group.unique_id,
          }))}
          value={[...groups]}
          onChange={onGroups}
        />
      ) : null}
    </>
  );
}
