import { knownPublicInfo } from '../session/session';

/** What any server asks for at least, while the deployment's own number is not known. */
const usual = 8;

/** Characters that a new password needs here. */
export function passwordLengthMin(): number {
  return knownPublicInfo()?.password_length_min ?? usual;
}

/** Whether it is too short; characters of any script count as one. */
export function isTooShort(password: string): boolean {
  return [...password].length < passwordLengthMin();
}
