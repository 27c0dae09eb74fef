/** Whether a value is what the server shows in place of one that its record protects. */
export function isMask(value: unknown): boolean {
  if (Array.isArray(value)) return value.length === 1 && isMask(value[0]);
  return typeof value === 'string' && /^\*{2,}$/.test(value);
}
