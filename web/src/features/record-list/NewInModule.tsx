import { useNavigate } from '@tanstack/react-router';
import { pathTo } from '../../shared/records/record-type';
import { Icon } from '../../shared/ui/Icon';
import { Menu, MenuItem } from '../../shared/ui/Menu';
import type { RecordType } from '../../shared/wire/records';
import type { PrimeroModule } from '../../shared/wire/settings';

interface NewInModuleProps {
  type: RecordType;
  text: string;
  modules: readonly PrimeroModule[];
}

/** Asks in which programme the new record shall be. */
export default function NewInModule({ type, text, modules }: NewInModuleProps) {
  const navigate = useNavigate();
  return (
    <Menu
      label={text}
      kind="primary"
      trigger={
        <>
          <Icon name="plus" size={20} />
          {text}
        </>
      }
      onAction={(module) => void navigate({ to: pathTo(type, module, 'new') })}
    >
      {modules.map((module) => (
        <MenuItem key={module.unique_id} id={module.unique_id}>
          <bdi>{module.name}</bdi>
        </MenuItem>
      ))}
    </Menu>
  );
}
