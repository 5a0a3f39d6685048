/** Six groups of five digits, to be read out: each group stays together, and a reader says digit by digit. */
export function Fingerprint({ digits, isLarge }: { readonly digits: string; readonly isLarge?: boolean }) {
  const groups = digits.replace(/\D/g, "").match(/.{1,5}/g) ?? [];
  return (
    <span class={isLarge ? "fingerprint fingerprint-large" : "fingerprint"}>
      {groups.map((group, i) => (
        <span key={i} class="fingerprint-group">
          {group}
        </span>
      ))}
    </span>
  );
}
