export function NotAuthorizedScreen() {
  return <h1>{'NotAuthorizedScreen'}</h1>;
}
