/**
 * Which of the texts differ from what most of them say; none where there is no majority. An empty text, which says
 * nothing, is neither counted nor odd.
 */
export function oddOnes(texts: readonly string[]): ReadonlySet<number> {
  const said = texts.filter((text) => text !== '')
  const counts = Map.groupBy(said, (text) => text)
  const [most] = [...counts].toSorted(([, a], [, b]) => b.length - a.length)
  if (!most || most[1].length * 2 <= said.length) return new Set()
  return new Set(texts.flatMap((text, place) => (text === '' || text === most[0] ? [] : [place])))
}
