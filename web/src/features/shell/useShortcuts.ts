import { useNavigate } from '@tanstack/react-router';
import { useCallback } from 'react';
import { useShortcut } from '../../shared/ui/useShortcut';

/** `/` and Ctrl-K lead to the search, unless somebody is typing or has switched them off. */
export function useShortcuts(): void {
  const navigate = useNavigate();
  const search = useCallback(() => void navigate({ to: '/search' }), [navigate]);
  useShortcut('search', search);
}
