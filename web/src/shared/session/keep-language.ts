import * as v from 'valibot';
import { call } from '../wire/client';
import { WireFailure } from '../wire/failure';
import type { Language } from '../i18n/languages';
import { sessionState } from './session';

/**
 * Keeps the chosen language with the user, for their next device. The screen has turned already,
 * so a refusal (offline, or a language this deployment does not enable) changes nothing.
 * Resolves to whether the server has it.
 */
export async function keepLanguage(language: Language): Promise<boolean> {
  const session = sessionState();
  if (session.phase !== 'signed-in') {
    return false;
  }
  try {
    await call(`/users/${session.user.id}`, v.unknown(), {
      method: 'PATCH',
      body: { data: { locale: language } },
    });
    return true;
  } catch (failure) {
    if (failure instanceof WireFailure) {
      return false;
    }
    throw failure;
  }
}
