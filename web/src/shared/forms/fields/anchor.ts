/** Where a link of the error list leads. */
export function anchorOf(form: string, field: string): string {
  return `field-${form}-${field}`;
}
