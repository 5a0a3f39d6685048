/** The case page comes here. */
export function CasePane({ caseId }: { readonly caseId: string }) {
  return <p class="empty">{caseId.slice(0, 6)}</p>;
}
