import { act, render, screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { useState, type ReactNode } from 'react';
import { describe, expect, it, vi } from 'vitest';
import { activateLanguage } from '../i18n/language';
import { LanguageProvider } from '../i18n/LanguageProvider';
import { FailureKind, WireFailure } from '../wire/failure';
import { Button } from './Button';
import { Checkbox } from './Checkbox';
import { CheckboxGroup } from './CheckboxGroup';
import { ComboBox } from './ComboBox';
import { DateInput } from './DateInput';
import { Dialog } from './Dialog';
import { ErrorState } from './ErrorState';
import { ManyChoices } from './ManyChoices';
import { Menu, MenuItem } from './Menu';
import { RadioGroup } from './RadioGroup';
import { Select } from './Select';
import { currentNotices, notify, NoticeKind } from './snackbar-store';
import { Snackbars } from './Snackbars';
import { TextField } from './TextField';

function show(content: ReactNode) {
  return render(<LanguageProvider>{content}</LanguageProvider>);
}

const fruits = [
  { id: 'apple', text: 'Apple' },
  { id: 'pear', text: 'Pear' },
  { id: 'plum', text: 'Plum', isDisabled: true },
];

describe('a text field', () => {
  it('ties label, help and error to the box', () => {
    show(
      <TextField
        label="Name"
        description="As on the paper."
        errorMessage="Enter a name."
        isRequired
        value=""
        onChange={() => undefined}
      />,
    );
    const box = screen.getByRole('textbox', { name: /Name/ });
    expect(box).toBeRequired();
    expect(box).toBeInvalid();
    expect(box).toHaveAccessibleDescription(/As on the paper.*Enter a name/);
    expect(screen.getByText('(required)')).toBeVisible();
  });

  it('follows the script of what is typed', () => {
    show(<TextField label="Name" value="مريم" onChange={() => undefined} />);
    expect(screen.getByRole('textbox')).toHaveAttribute('dir', 'auto');
  });

  it('may have rows', () => {
    show(<TextField label="Notes" rows={4} value="" onChange={() => undefined} />);
    expect(screen.getByRole('textbox', { name: 'Notes' }).tagName).toBe('TEXTAREA');
  });
});

describe('choices', () => {
  it('one of a list that opens', async () => {
    const onChange = vi.fn();
    show(<Select label="Fruit" choices={fruits} value={null} onChange={onChange} />);
    await userEvent.click(screen.getByRole('button', { name: /Fruit/ }));
    expect(await screen.findByRole('option', { name: 'Plum' })).toHaveAttribute(
      'aria-disabled',
      'true',
    );
    await userEvent.click(screen.getByRole('option', { name: 'Pear' }));
    expect(onChange).toHaveBeenCalledWith('pear');
  });

  it('one of many, found by typing', async () => {
    const onChange = vi.fn();
    show(<ComboBox label="Fruit" choices={fruits} value={null} onChange={onChange} />);
    await userEvent.type(screen.getByRole('combobox', { name: 'Fruit' }), 'pea');
    expect(await screen.findAllByRole('option')).toHaveLength(1);
    await userEvent.click(screen.getByRole('option', { name: 'Pear' }));
    expect(onChange).toHaveBeenCalledWith('pear');
  });

  it('none that fits, said in words', async () => {
    show(<ComboBox label="Fruit" choices={fruits} value={null} onChange={() => undefined} />);
    await userEvent.type(screen.getByRole('combobox', { name: 'Fruit' }), 'zzz');
    expect(await screen.findByText('Nothing fits what you typed.')).toBeVisible();
  });

  it('one of a few in sight', async () => {
    const onChange = vi.fn();
    show(
      <RadioGroup
        label="Fruit"
        choices={fruits}
        errorMessage="Choose one."
        value=""
        onChange={onChange}
      />,
    );
    expect(screen.getByRole('radiogroup', { name: 'Fruit' })).toBeInvalid();
    await userEvent.click(screen.getByRole('radio', { name: 'Apple' }));
    expect(onChange).toHaveBeenCalledWith('apple');
  });

  it('several', async () => {
    const onChange = vi.fn();
    show(<CheckboxGroup label="Fruit" choices={fruits} value={['pear']} onChange={onChange} />);
    expect(screen.getByRole('checkbox', { name: 'Pear' })).toBeChecked();
    await userEvent.click(screen.getByRole('checkbox', { name: 'Apple' }));
    expect(onChange).toHaveBeenCalledWith(['pear', 'apple']);
  });

  it('several of many, chosen ones first, a limit on the rest', async () => {
    const many = Array.from({ length: 80 }, (_, n) => ({ id: `c${n}`, text: `Choice ${n}` }));
    show(<ManyChoices label="Many" choices={many} value={['c79']} onChange={() => undefined} />);
    const boxes = screen.getAllByRole('checkbox');
    expect(boxes).toHaveLength(51);
    expect(boxes[0]).toBeChecked();
    expect(screen.getByText(/There are more/)).toBeVisible();
    await userEvent.type(screen.getByRole('searchbox', { name: 'Many' }), 'nothing like it');
    expect(screen.getByText('Nothing fits what you typed.')).toBeVisible();
  });

  it('yes, no or partly', () => {
    show(
      <Checkbox isIndeterminate aria-label="All">
        {undefined}
      </Checkbox>,
    );
    expect(screen.getByRole('checkbox', { name: 'All' })).toBePartiallyChecked();
  });
});

function OneDate({ first }: { first: string | null }) {
  const [value, setValue] = useState(first);
  return (
    <>
      <DateInput label="Born" value={value} onChange={setValue} maxValue="2024-12-31" />
      <output>{value ?? 'none'}</output>
    </>
  );
}

describe('a date', () => {
  it('is typed part by part and given as the wire has it', async () => {
    show(<OneDate first={null} />);
    await userEvent.click(await screen.findByRole('spinbutton', { name: /month/ }));
    await userEvent.keyboard('05042013');
    expect(await screen.findByText('2013-05-04')).toBeVisible();
  });

  it('is picked in a calendar', async () => {
    show(<OneDate first="2013-05-04" />);
    await userEvent.click(await screen.findByRole('button', { name: /Open the calendar/ }));
    const calendar = await screen.findByRole('application');
    await userEvent.click(within(calendar).getByRole('button', { name: /May 17, 2013/ }));
    expect(await screen.findByText('2013-05-17')).toBeVisible();
  });

  it('that is none on any calendar shows as empty', async () => {
    show(<OneDate first="2013-13-40" />);
    expect(await screen.findByRole('spinbutton', { name: /year/ })).toHaveAttribute(
      'aria-valuetext',
      'Empty',
    );
  });

  it('speaks Arabic', async () => {
    await activateLanguage('ar');
    show(<OneDate first="2013-05-04" />);
    expect(await screen.findByRole('button', { name: /فتح التقويم/ })).toBeVisible();
  });
});

function Opener({ isDismissable = true }: { isDismissable?: boolean }) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button onPress={() => setOpen(true)}>Open</Button>
      <Dialog
        isOpen={isOpen}
        onClose={() => setOpen(false)}
        title="Question"
        isDismissable={isDismissable}
        actions={<Button onPress={() => setOpen(false)}>Done</Button>}
      >
        <p>Really?</p>
      </Dialog>
    </>
  );
}

describe('a dialog', () => {
  it('with something typed in it is not closed by a slip, only by its buttons', async () => {
    const closed = vi.fn();
    show(
      <Dialog
        isOpen
        shape="form"
        title="Note"
        onClose={closed}
        actions={<Button onPress={closed}>Keep</Button>}
      >
        <TextField label="Words" />
      </Dialog>,
    );
    const box = await screen.findByRole('textbox', { name: 'Words' });
    await userEvent.type(box, 'She sleeps better');
    await userEvent.keyboard('{Escape}');
    expect(closed).not.toHaveBeenCalled();
    expect(box).toHaveValue('She sleeps better');
    await userEvent.click(screen.getByRole('button', { name: 'Close' }));
    expect(closed).toHaveBeenCalledOnce();
  });

  it('takes the focus, closes with Escape and gives the focus back', async () => {
    show(<Opener />);
    await userEvent.click(screen.getByRole('button', { name: 'Open' }));
    const dialog = await screen.findByRole('dialog', { name: 'Question' });
    expect(dialog).toContainElement(
      document.activeElement instanceof HTMLElement ? document.activeElement : null,
    );
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
    await waitFor(() => expect(screen.getByRole('button', { name: 'Open' })).toHaveFocus());
  });

  it('that must be answered ignores Escape and has no cross', async () => {
    show(<Opener isDismissable={false} />);
    await userEvent.click(screen.getByRole('button', { name: 'Open' }));
    await screen.findByRole('dialog');
    await userEvent.keyboard('{Escape}');
    expect(screen.getByRole('dialog')).toBeVisible();
    expect(screen.queryByRole('button', { name: 'Close' })).not.toBeInTheDocument();
    await userEvent.click(screen.getByRole('button', { name: 'Done' }));
    await waitFor(() => expect(screen.queryByRole('dialog')).not.toBeInTheDocument());
  });
});

describe('a menu', () => {
  const onAction = vi.fn();
  const open = async () => {
    onAction.mockClear();
    const shown = show(
      <Menu trigger="More" label="Actions" onAction={onAction}>
        <MenuItem id="flag">Flag</MenuItem>
        <MenuItem id="note" isDisabled>
          Note – not now
        </MenuItem>
        <MenuItem id="close">Close</MenuItem>
      </Menu>,
    );
    await userEvent.click(screen.getByRole('button', { name: 'Actions' }));
    return shown;
  };
  const item = (name: RegExp) => screen.getByRole('menuitem', { name });

  it('tells which command was chosen, and closes', async () => {
    await open();
    expect(screen.getByRole('menu', { name: 'Actions' })).toBeVisible();
    await userEvent.click(item(/Close/));
    expect(onAction).toHaveBeenCalledExactlyOnceWith('close');
    await waitFor(() => expect(screen.queryByRole('menu')).not.toBeInTheDocument());
    await waitFor(() => expect(screen.getByRole('button', { name: 'Actions' })).toHaveFocus());
  });

  it('is walked through by arrows, ends and first letters', async () => {
    await open();
    await waitFor(() => expect(item(/Flag/)).toHaveFocus());
    for (const [key, name] of [
      ['{ArrowDown}', /Note/],
      ['{ArrowUp}{ArrowUp}', /Close/],
      ['{ArrowDown}', /Flag/],
      ['{End}', /Close/],
      ['{Home}', /Flag/],
      ['n', /Note/],
    ] as const) {
      await userEvent.keyboard(key);
      expect(item(name)).toHaveFocus();
    }
    await userEvent.keyboard('{Enter}');
    expect(onAction).not.toHaveBeenCalled();
    await userEvent.keyboard('{Home}{ArrowUp}');
    expect(item(/Close/)).toHaveFocus();
  });

  it('follows what is typed, a space within included', async () => {
    await open();
    await waitFor(() => expect(item(/Flag/)).toHaveFocus());
    await userEvent.keyboard('note – n');
    expect(item(/Note/)).toHaveFocus();
    await userEvent.keyboard('{ArrowDown}{Enter}');
    expect(onAction).toHaveBeenCalledExactlyOnceWith('close');
  });

  it('opens with an arrow and closes with Escape', async () => {
    await open();
    await userEvent.keyboard('{Escape}');
    await waitFor(() => expect(screen.queryByRole('menu')).not.toBeInTheDocument());
    await waitFor(() => expect(screen.getByRole('button', { name: 'Actions' })).toHaveFocus());
    await userEvent.keyboard('{ArrowDown}');
    await waitFor(() => expect(item(/Flag/)).toHaveFocus());
  });

  it('opens at its end with an arrow upwards, and closes when Tab leaves it', async () => {
    await open();
    await userEvent.keyboard('{Escape}');
    const button = screen.getByRole('button', { name: 'Actions' });
    await waitFor(() => expect(button).toHaveFocus());
    expect(button).toHaveAttribute('aria-expanded', 'false');
    await userEvent.keyboard('{ArrowUp}');
    await waitFor(() => expect(item(/Close/)).toHaveFocus());
    await userEvent.keyboard('{Tab}');
    await waitFor(() => expect(screen.queryByRole('menu')).not.toBeInTheDocument());
    expect(onAction).not.toHaveBeenCalled();
  });

  it('says of a command that it cannot be chosen, and stays', async () => {
    await open();
    expect(item(/Note/)).toHaveAttribute('aria-disabled', 'true');
    expect(item(/Flag/)).not.toHaveAttribute('aria-disabled');
    await userEvent.click(item(/Note/));
    expect(onAction).not.toHaveBeenCalled();
    expect(screen.getByRole('menu', { name: 'Actions' })).toBeVisible();
  });

  it('chooses with Enter and with the space bar', async () => {
    for (const key of ['{Enter}', ' ']) {
      onAction.mockClear();
      const { unmount } = await open();
      await waitFor(() => expect(item(/Flag/)).toHaveFocus());
      await userEvent.keyboard(key);
      expect(onAction).toHaveBeenCalledExactlyOnceWith('flag');
      unmount();
    }
  });
});

describe('short messages', () => {
  it('leave by themselves, but errors and questions stay', () => {
    vi.useFakeTimers();
    show(<Snackbars />);
    act(() => {
      notify({ key: 'ok', kind: NoticeKind.success, text: 'Saved.' });
      notify({ key: 'bad', kind: NoticeKind.error, text: 'Not saved.' });
    });
    expect(screen.getByText('Saved.')).toBeVisible();
    expect(screen.getByRole('alert')).toHaveTextContent('Not saved.');
    act(() => vi.advanceTimersByTime(6000));
    expect(screen.queryByText('Saved.')).not.toBeInTheDocument();
    expect(screen.getByText('Not saved.')).toBeVisible();
  });

  it('are at most three, the same one once', () => {
    for (const key of ['a', 'b', 'b', 'c', 'd']) {
      notify({ key, kind: NoticeKind.info, text: key });
    }
    expect(currentNotices().map(({ key }) => key)).toEqual(['b', 'c', 'd']);
  });

  it('may carry one action', async () => {
    const onPress = vi.fn();
    show(<Snackbars />);
    act(() =>
      notify({ key: 'x', kind: NoticeKind.info, text: 'Done.', action: { text: 'Undo', onPress } }),
    );
    await userEvent.click(screen.getByRole('button', { name: 'Undo' }));
    expect(onPress).toHaveBeenCalled();
    await userEvent.click(screen.getByRole('button', { name: 'Close the message' }));
    expect(screen.queryByText('Done.')).not.toBeInTheDocument();
  });
});

describe('an error', () => {
  it.each(Object.values(FailureKind))('of kind %s has words of its own', (kind) => {
    show(<ErrorState error={new WireFailure(kind)} />);
    expect(screen.getByRole('alert').textContent?.length).toBeGreaterThan(15);
    // Only what somebody chose has a way out here.
    const ways = kind === FailureKind.fieldMode ? 1 : 0;
    expect(screen.queryAllByRole('button')).toHaveLength(ways);
  });

  it('never shows what is inside', () => {
    show(<ErrorState error={new Error('secret of the inside')} onRetry={() => undefined} />);
    expect(screen.queryByText(/secret/)).not.toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeVisible();
  });
});
