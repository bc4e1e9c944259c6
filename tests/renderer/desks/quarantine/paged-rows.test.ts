import { describe, expect, it } from 'vitest'
import {
  MOST_PAGES,
  PAGE_ROWS,
  type PagedRows,
  pagesWanted,
  rowAt,
  withPage,
} from '../../../../renderer/desks/quarantine/paged-rows.ts'

const none: PagedRows<number> = { reading: 'a', total: 100_000, pages: new Map() }
const pageOf = (at: number) => Array.from({ length: PAGE_ROWS }, (_, place) => at * PAGE_ROWS + place)

describe('A list of which a part is held', () => {
  it('wants no page of an empty list, and none behind its end', () => {
    expect(pagesWanted({ ...none, total: 0 }, 0, 40)).toEqual([])
    expect(pagesWanted({ ...none, total: 10 }, 0, 5_000)).toEqual([0])
  })

  it('wants the pages of what is in sight, less those that are held', () => {
    expect(pagesWanted(none, PAGE_ROWS - 1, PAGE_ROWS)).toEqual([0, 1])
    expect(pagesWanted(withPage(none, 0, pageOf(0)), PAGE_ROWS - 1, PAGE_ROWS)).toEqual([1])
  })

  it('gives the row at a place, and none of a page that is not held', () => {
    const list = withPage(none, 3, pageOf(3))
    expect(rowAt(list, 3 * PAGE_ROWS + 7)).toBe(3 * PAGE_ROWS + 7)
    expect(rowAt(list, 2 * PAGE_ROWS)).toBeUndefined()
  })

  it('never holds more than a few, and lets go of those that are farthest', () => {
    let list = none
    for (let at = 0; at < 50; at += 1) list = withPage(list, at, pageOf(at))
    expect(list.pages.size).toBe(MOST_PAGES)
    expect(Math.min(...list.pages.keys())).toBe(50 - MOST_PAGES)
    list = withPage(list, 400, pageOf(400))
    expect(list.pages.has(400)).toBe(true)
    expect(list.pages.has(50 - MOST_PAGES)).toBe(false)
  })
})
