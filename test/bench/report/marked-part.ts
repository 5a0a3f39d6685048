/**
 * Puts new text between the marks of a part; everything else stays as somebody wrote it.
 *
 * @throws {Error} when the marks are not there once each, in order.
 */
export function replacePart(document: string, name: string, text: string): string {
  const [begin, end] = [`<!-- ${name}: begin -->`, `<!-- ${name}: end -->`];
  const [before, inside, ...more] = document.split(begin);
  const [, after, ...tooMany] = (inside ?? "").split(end);
  if (before === undefined || after === undefined || more.length > 0 || tooMany.length > 0)
    throw new Error(`the marks of ${name} are not there once each, in order`);
  return `${before}${begin}\n${text.trim()}\n${end}${after}`;
}
