import { useQuery } from '@tanstack/react-query';
import { useMemo } from 'react';
import { locationsQuery, lookupsQuery, settingsQuery } from '../definitions/definitions';
import { useLanguage } from '../i18n/useLanguage';
import { vocabularyOf, type Vocabulary } from './vocabulary';

/** The words of the user's language; places are read only where something needs them. */
export function useVocabulary({ withPlaces }: { withPlaces: boolean }): Vocabulary {
  const language = useLanguage();
  const lookups = useQuery(lookupsQuery).data;
  const settings = useQuery(settingsQuery).data;
  const locations = useQuery({ ...locationsQuery, enabled: withPlaces }).data;
  // Thousands of places become choices: made once per language, not once per key press.
  return useMemo(
    () => vocabularyOf({ lookups, locations, settings, language }),
    [lookups, locations, settings, language],
  );
}
