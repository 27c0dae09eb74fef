export function CaseList() {
  return <h1>{'CaseList'}</h1>;
}
