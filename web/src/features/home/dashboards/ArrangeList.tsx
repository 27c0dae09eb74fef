import { useLingui } from '@lingui/react/macro';
import { Button } from '../../../shared/ui/Button';
import { Checkbox } from '../../../shared/ui/Checkbox';
import { Icon } from '../../../shared/ui/Icon';
import { type Arrangement, inChosenOrder, moved } from './arrangement';
import type { SectionName } from './sections';

interface ArrangeListProps {
  sections: readonly SectionName[];
  chosen: Arrangement;
  onChange: (chosen: Arrangement) => void;
}

/** The parts of a page, each with whether it is shown and ways to move it. */
export function ArrangeList({ sections, chosen, onChange }: ArrangeListProps) {
  const { i18n } = useLingui();
  const ordered = inChosenOrder(sections, chosen);
  const ids = ordered.map(({ id }) => id);
  const show = (id: string, isShown: boolean) => {
    const others = chosen.hidden.filter((one) => one !== id);
    onChange({ ...chosen, hidden: isShown ? others : [...others, id] });
  };
  return (
    <ul className="arrange">
      {ordered.map((section, at) => (
        <ArrangeLine
          key={section.id}
          name={i18n._(section.title)}
          isShown={!chosen.hidden.includes(section.id)}
          isFirst={at === 0}
          isLast={at === ordered.length - 1}
          onShow={(isShown) => show(section.id, isShown)}
          onMove={(by) => onChange({ ...chosen, order: moved(ids, section.id, by) })}
        />
      ))}
    </ul>
  );
}

interface ArrangeLineProps {
  name: string;
  isShown: boolean;
  isFirst: boolean;
  isLast: boolean;
  onShow: (isShown: boolean) => void;
  onMove: (by: -1 | 1) => void;
}

function ArrangeLine({ name, isShown, isFirst, isLast, onShow, onMove }: ArrangeLineProps) {
  const { t } = useLingui();
  return (
    <li>
      <Checkbox isSelected={isShown} onChange={onShow}>
        {name}
      </Checkbox>
      <span className="arrange-moves">
        <Button
          kind="quiet"
          isSpent={isFirst}
          onPress={() => onMove(-1)}
          aria-label={t({ id: 'arrange.up', message: `Move up: ${name}` })}
        >
          <Icon name="up" size={20} />
        </Button>
        <Button
          kind="quiet"
          isSpent={isLast}
          onPress={() => onMove(1)}
          aria-label={t({ id: 'arrange.down', message: `Move down: ${name}` })}
        >
          <Icon name="down" size={20} />
        </Button>
      </span>
    </li>
  );
}
