/** So many rows are asked for at once, and as many pages of them are held at most. */
export const PAGE_ROWS = 200
export const MOST_PAGES = 8

/** A list of which the part that is looked at is held: how long it is, and some pages of it by their place. */
export type PagedRows<T> = {
  reading: string
  total: number
  pages: ReadonlyMap<number, readonly T[]>
}

/** The row at a place; undefined where its page is not held. */
export function rowAt<T>({ pages }: PagedRows<T>, index: number): T | undefined {
  return pages.get(Math.floor(index / PAGE_ROWS))?.[index % PAGE_ROWS]
}

/** The pages that are needed for rows from one to another, and are not held. */
export function pagesWanted<T>({ pages, total }: PagedRows<T>, first: number, last: number): number[] {
  if (total === 0) return []
  const from = Math.floor(Math.max(0, first) / PAGE_ROWS)
  const to = Math.floor(Math.min(last, total - 1) / PAGE_ROWS)
  return Array.from({ length: Math.max(0, to - from + 1) }, (_, place) => from + place).filter((at) => !pages.has(at))
}

/** The same list with a page more; of those that are held, the ones farthest from it are let go of. */
export function withPage<T>(list: PagedRows<T>, at: number, rows: readonly T[]): PagedRows<T> {
  const nearest = [...list.pages, [at, rows] as const]
    .toSorted(([left], [right]) => Math.abs(left - at) - Math.abs(right - at))
    .slice(0, MOST_PAGES)
  return { ...list, pages: new Map(nearest) }
}
