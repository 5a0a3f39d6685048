/** Rows as the drivers give them hold 1 or 0 for yes and no. */
export function caseOf<Row extends { readonly covert: number; readonly practice: number }>(
  row: Row,
): Omit<Row, "covert" | "practice"> & { readonly covert: boolean; readonly practice: boolean } {
  return { ...row, covert: row.covert === 1, practice: row.practice === 1 };
}

export function grantOf<Row extends { readonly released: number }>(
  row: Row,
): Omit<Row, "released"> & { readonly released: boolean } {
  return { ...row, released: row.released === 1 };
}

export function memberOf<Row extends { readonly onDuty: number }>(
  row: Row,
): Omit<Row, "onDuty"> & { readonly onDuty: boolean } {
  return { ...row, onDuty: row.onDuty === 1 };
}

export function referralOf<Row extends { readonly packet: number }>(
  row: Row,
): Omit<Row, "packet"> & { readonly packet: boolean } {
  return { ...row, packet: row.packet === 1 };
}
