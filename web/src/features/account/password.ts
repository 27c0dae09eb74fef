import * as v from 'valibot';
import { isTooShort } from '../../shared/password/length';
import { passwordChanged } from '../../shared/session/session';
import { call } from '../../shared/wire/client';
import { FailureKind, isFailure } from '../../shared/wire/failure';
import { sessionUser, type ExtendedUser } from '../../shared/wire/user';

export interface NewPassword {
  /** Absent where the person has just signed in with it. */
  current: string | undefined;
  password: string;
  repeated: string;
}

/** What is wrong with what was typed, found before the server is asked. */
export type PasswordProblem = 'current_missing' | 'too_short' | 'is_name' | 'not_repeated';

export function passwordProblem(
  { current, password, repeated }: NewPassword,
  userName: string,
): PasswordProblem | undefined {
  if (current === '') return 'current_missing';
  if (isTooShort(password)) return 'too_short';
  if (password.toLocaleLowerCase() === userName.toLocaleLowerCase()) return 'is_name';
  return password === repeated ? undefined : 'not_repeated';
}

/** The current password is not what was typed. */
export class WrongPassword extends Error {}

/**
 * Proves the current password by signing in with it once more, then sets the new one, which ends
 * the user's other sessions. Throws `WrongPassword` or `WireFailure`.
 */
export async function changePassword(user: ExtendedUser, wanted: NewPassword): Promise<void> {
  if (wanted.current !== undefined) {
    await prove(user.user_name, wanted.current);
  }
  await call(`/users/${user.id}`, v.unknown(), {
    method: 'PATCH',
    body: { data: { password: wanted.password, password_confirmation: wanted.repeated } },
  });
  passwordChanged();
}

async function prove(userName: string, password: string): Promise<void> {
  try {
    await call('/tokens', sessionUser, {
      method: 'POST',
      body: { user: { user_name: userName, password } },
    });
  } catch (failure) {
    throw isFailure(failure, FailureKind.unauthenticated) ? new WrongPassword() : failure;
  }
}
