import * as v from 'valibot';
import { call } from '../../../shared/wire/client';
import { FailureKind, isFailure, type WireFailure } from '../../../shared/wire/failure';
import { workOut } from './proof/work-out';

/** What somebody types who registers. */
export interface Registration {
  fullName: string;
  email: string;
  locale: string | undefined;
  wantsMail: boolean;
  hasConsented: boolean;
}

/** The fields of the form that can be wrong. */
export type RegistrationField = 'fullName' | 'email' | 'locale' | 'consent';

/** How far the small task has come that stands in place of a captcha. */
export interface Progress {
  done: number;
  rounds: number;
}

const challengeAnswer = v.object({
  data: v.object({ challenge: v.string(), bits: v.number(), rounds: v.number() }),
});

const fieldOf: Readonly<Record<string, RegistrationField>> = {
  full_name: 'fullName',
  email: 'email',
  user_name: 'email',
  locale: 'locale',
  data_processing_consent_provided_on: 'consent',
};

/**
 * Works out what the server asks for and registers. Once more when the task came too late: a page
 * may have slept for an hour. Throws `Cancelled` or `WireFailure`.
 */
export async function register(
  stream: string,
  registration: Registration,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<void> {
  try {
    await attempt(stream, registration, onProgress, signal);
  } catch (failure) {
    if (!isUnproven(failure)) throw failure;
    await attempt(stream, registration, onProgress, signal);
  }
}

async function attempt(
  stream: string,
  registration: Registration,
  onProgress: (progress: Progress) => void,
  signal: AbortSignal,
): Promise<void> {
  const { data: task } = await call('/users/self-register/challenge', challengeAnswer);
  const tell = (done: number) => onProgress({ done, rounds: task.rounds });
  tell(0);
  const answers = await workOut(task, tell, signal);
  await call('/users/self-register', v.unknown(), {
    method: 'POST',
    body: {
      user: {
        full_name: registration.fullName.trim(),
        email: registration.email.trim(),
        locale: registration.locale,
        registration_stream: stream,
        data_processing_consent_provided: registration.hasConsented,
        send_mail: registration.wantsMail,
        proof: { challenge: task.challenge, answers },
      },
    },
  });
}

function isUnproven(failure: unknown): boolean {
  return (
    isFailure(failure, FailureKind.invalid) &&
    failure.problems.some(({ messages }) => messages.includes('errors.api.user.invalid_captcha'))
  );
}

/** The server's words for each field, and those that belong to none. */
export function refusals(failure: WireFailure) {
  const fields: Partial<Record<RegistrationField, string>> = {};
  const others: string[] = [];
  for (const { details, reasons } of failure.problems) {
    const field = details.map((name) => fieldOf[name]).find((name) => name !== undefined);
    if (field === undefined) others.push(...reasons);
    else fields[field] ??= reasons.join(' ');
  }
  return { fields, others };
}
