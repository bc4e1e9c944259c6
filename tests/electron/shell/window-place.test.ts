import { describe, expect, test } from 'vitest'
import { placeWindow, type WindowPlace } from '../../../electron/shell/window-place.ts'

const left = { x: 0, y: 0, width: 1920, height: 1040 }
const right = { x: 1920, y: 0, width: 2560, height: 1400 }
const place = (x: number, y: number, width = 1400, height = 900): WindowPlace => {
  return { x, y, width, height, maximised: false }
}

test('a window of which nothing is known is as large as at first, and the system puts it in the middle', () => {
  expect(placeWindow(undefined, [left])).toEqual({ width: 1280, height: 800 })
})

describe('one that could not be taken hold of is put in the middle, as large as it was', () => {
  test.each<[string, WindowPlace]>([
    ['its display is gone', place(2000, 100)],
    ['it is right of all displays', place(1919, 100)],
    ['only a strip of it is left on the display', place(-1300, 100)],
    ['it is above the display', place(100, -200)],
    ['its upper edge is below the display', place(100, 1030)],
  ])('%s', (_what, kept) => {
    expect(placeWindow(kept, [left])).toEqual({ width: 1400, height: 900 })
  })

  test('there is no display at all', () => {
    expect(placeWindow(place(100, 100), [])).toEqual({ width: 1280, height: 800 })
  })
})

describe('one that can be is where it was', () => {
  test.each<[string, WindowPlace]>([
    ['on the first display', place(100, 50)],
    ['on the second', place(2400, 200)],
    ['partly on the second', place(1800, 200)],
    ['partly outside', place(-1200, 100)],
  ])('%s', (_what, kept) => {
    expect(placeWindow(kept, [left, right])).toEqual({ x: kept.x, y: kept.y, width: 1400, height: 900 })
  })
})

test.each([
  ['no larger than its display', place(0, 0, 3000, 2000), { x: 0, y: 0, width: 1920, height: 1040 }],
  ['no smaller than its page can be', place(0, 0, 200, 200), { x: 0, y: 0, width: 1024, height: 640 }],
])('it is %s', (_what, kept, expected) => {
  expect(placeWindow(kept, [left])).toEqual(expected)
})
