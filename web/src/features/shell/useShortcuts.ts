import { useNavigate } from '@tanstack/react-router';
import { useEffect } from 'react';
import { hasShortcuts, isTyping } from '../../shared/ui/shortcuts';

/** `/` and Ctrl-K lead to the search, unless somebody is typing or has switched them off. */
export function useShortcuts(): void {
  const navigate = useNavigate();
  useEffect(() => {
    const onKey = (event: KeyboardEvent) => {
      if (!hasShortcuts()) return;
      const isCommand = event.key.toLowerCase() === 'k' && (event.ctrlKey || event.metaKey);
      const isSlash = event.key === '/' && !event.ctrlKey && !event.metaKey && !event.altKey;
      if (isCommand || (isSlash && !isTyping(event.target))) {
        event.preventDefault();
        void navigate({ to: '/search' });
      }
    };
    window.addEventListener('keydown', onKey);
    return () => window.removeEventListener('keydown', onKey);
  }, [navigate]);
}
