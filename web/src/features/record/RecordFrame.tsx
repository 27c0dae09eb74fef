import { useLingui } from '@lingui/react/macro';
import { lazy, type ReactNode, useState } from 'react';
import type { FormDefinition } from '../../shared/forms/definition';
import { StoreContext } from '../../shared/forms/engine/hooks';
import type { FormStore } from '../../shared/forms/engine/store';
import { type FormView, FormViewContext } from '../../shared/forms/fields/form-view';
import { Button } from '../../shared/ui/Button';
import { Dialog } from '../../shared/ui/Dialog';
import { Fetched } from '../../shared/ui/Fetched';
import { Icon } from '../../shared/ui/Icon';
import { media, useMedia } from '../../shared/ui/useMedia';
import type { RecordType } from '../../shared/wire/records';
import { FormPart, type Target } from './FormPart';
import { startForm } from '../../shared/forms/navigation';
import { type CountOf, RecordNavigation } from './RecordNavigation';
import { type NavGroup, useNavigation } from './useNavigation';
import { useSelectedForm } from './useSelectedForm';
import './record.css';

const QuestionLanguage = lazy(() => import('./QuestionLanguage'));
/** What nobody waits for: it looks when the answers are at rest. */
const Doubts = lazy(() => import('./checks/Doubts'));

export interface RecordFrameProps {
  type: RecordType;
  recordType: string;
  module: string | undefined;
  store: FormStore;
  view: FormView;
  forms: readonly FormDefinition[];
  /** Title line with its buttons. */
  heading: ReactNode;
  /** Between the title and the form: notices, what is wrong. */
  notices?: (goTo: (target: Target) => void) => ReactNode;
  /** A generated panel by its id; undefined for a form. */
  panel?: (id: string) => ReactNode;
  /** How many entries a panel holds. */
  countOf?: CountOf | undefined;
}

/** A record: its title, its forms on one side, one of them in sight. */
export function RecordFrame(props: RecordFrameProps) {
  const { store, view, forms, heading, notices, panel, countOf } = props;
  const isPhone = useMedia(media.phone);
  const isNew = view.mode === 'new';
  const groups = useNavigation({ ...props, options: view.options, isNew });
  const known = groups.flatMap((group) => group.entries.map((entry) => entry.id));
  const shown = forms.filter((form) => known.includes(form.uniqueId));
  const [selected, select] = useSelectedForm(known, startForm(shown)?.uniqueId ?? '');
  const form = shown.find((one) => one.uniqueId === selected);
  const [target, setTarget] = useState<Target>();
  const goTo = (next: Target) => {
    setTarget(next);
    select(next.form);
  };
  const open = (id: string) => goTo({ form: id });
  return (
    <StoreContext value={store}>
      <FormViewContext value={view}>
        <div className="record">
          {heading}
          {notices?.(goTo)}
          <Fetched>
            <Doubts
              store={store}
              forms={shown}
              recordType={props.recordType}
              module={props.module}
              goTo={goTo}
            />
          </Fetched>
          <div className="record-body">
            {known.length < 2 ? null : isPhone ? (
              <NavDrawer {...{ groups, selected, countOf }} onSelect={open} />
            ) : (
              <RecordNavigation {...{ groups, selected, countOf }} onSelect={open} />
            )}
            <div className="record-form panel">
              {form === undefined ? panel?.(selected) : null}
              {form === undefined || view.mode === 'view' ? null : (
                <Fetched>
                  <QuestionLanguage forms={shown} />
                </Fetched>
              )}
              {form === undefined ? null : (
                <FormPart
                  key={form.uniqueId}
                  form={form}
                  forms={shown}
                  onSelect={open}
                  target={target}
                />
              )}
            </div>
          </div>
        </div>
      </FormViewContext>
    </StoreContext>
  );
}

interface NavDrawerProps {
  groups: readonly NavGroup[];
  selected: string;
  onSelect: (id: string) => void;
  countOf: CountOf | undefined;
}

/** On a phone the forms are behind one button that says which one is in sight. */
function NavDrawer({ groups, selected, onSelect, countOf }: NavDrawerProps) {
  const { t } = useLingui();
  const [isOpen, setOpen] = useState(false);
  const entries = groups.flatMap((group) => group.entries);
  const current = entries.find((entry) => entry.id === selected)?.title ?? '';
  const title = t({ id: 'record.nav.label', message: 'Forms of this record' });
  return (
    <>
      <Button
        wide
        onPress={() => setOpen(true)}
        aria-label={t({ id: 'record.nav.open', message: `Form: ${current}. Choose another form` })}
      >
        <Icon name="menu" size={20} />
        <span className="record-nav-current">{current}</span>
        <Icon name="down" size={20} />
      </Button>
      <Dialog isOpen={isOpen} onClose={() => setOpen(false)} title={title} shape="start">
        <RecordNavigation
          groups={groups}
          selected={selected}
          countOf={countOf}
          onSelect={(id) => {
            setOpen(false);
            onSelect(id);
          }}
        />
      </Dialog>
    </>
  );
}
