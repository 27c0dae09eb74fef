import userEvent from '@testing-library/user-event';
import { afterEach, describe, expect, it, vi } from 'vitest';
import { beginLock, hidePage } from './lock-page';

describe('keys of the locked page', () => {
  const heard = vi.fn();
  let unlock: () => void = () => undefined;

  function lock(): HTMLInputElement {
    document.addEventListener('keydown', heard);
    const begun = beginLock();
    unlock = hidePage(begun);
    const box = document.createElement('input');
    begun.place.append(box);
    return box;
  }

  afterEach(() => {
    unlock();
    document.removeEventListener('keydown', heard);
    heard.mockReset();
  });

  it('go to the lock screen', async () => {
    const box = lock();
    box.focus();
    await userEvent.keyboard('abc');
    expect(box).toHaveValue('abc');
    expect(heard).toHaveBeenCalled();
  });

  it('lead back to it from an empty spot, and do nothing else there', async () => {
    const box = lock();
    await userEvent.keyboard('/');
    await userEvent.tab();
    expect(box).toHaveFocus();
    expect(heard).not.toHaveBeenCalled();
  });
});
