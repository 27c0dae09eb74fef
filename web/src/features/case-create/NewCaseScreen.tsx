export function NewCaseScreen() {
  return null;
}
