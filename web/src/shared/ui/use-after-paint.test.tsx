import { act, render, screen } from '@testing-library/react';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { useAfterPaint } from './useAfterPaint';

function Shown({ value }: { value: string }) {
  return <p>{useAfterPaint(value)}</p>;
}

describe('what is drawn after the paint', () => {
  beforeEach(() => {
    vi.useFakeTimers({
      toFake: ['setTimeout', 'clearTimeout', 'requestAnimationFrame', 'cancelAnimationFrame'],
    });
  });
  afterEach(() => {
    vi.useRealTimers();
  });

  it('follows once the frame has begun, and not before', () => {
    const { rerender } = render(<Shown value="before" />);
    rerender(<Shown value="after" />);
    expect(screen.getByText('before')).toBeInTheDocument();
    act(() => void vi.advanceTimersByTime(100));
    expect(screen.getByText('after')).toBeInTheDocument();
  });

  it('shows only the last of what came in one frame', () => {
    const { rerender } = render(<Shown value="before" />);
    rerender(<Shown value="between" />);
    rerender(<Shown value="before" />);
    act(() => void vi.advanceTimersByTime(100));
    expect(screen.getByText('before')).toBeInTheDocument();
  });
});
