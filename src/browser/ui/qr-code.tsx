import { useMemo } from "preact/hooks";
import { encode } from "uqr";

/** Light around it, in modules: cameras need it to find the corners. */
const BORDER = 4;

/** Drawn as squares, black on white in both themes, so that any camera and any printer can do it. */
export function QrCode({ content, label }: { readonly content: string; readonly label: string }) {
  const { size, path } = useMemo(() => drawn(content), [content]);
  return (
    <svg class="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={label} shape-rendering="crispEdges">
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

/** One run of dark squares in a row is one rectangle. */
function drawn(content: string): { readonly size: number; readonly path: string } {
  const { data, size } = encode(content, { ecc: "M", border: BORDER });
  const runs = data.flatMap((row, y) =>
    row.flatMap((isDark, x) => {
      if (!isDark || row[x - 1]) return [];
      const end = row.indexOf(false, x);
      return [`M${x} ${y}h${(end === -1 ? size : end) - x}v1H${x}z`];
    }),
  );
  return { size, path: runs.join("") };
}
