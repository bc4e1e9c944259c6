import { z } from 'zod'

const pixels = z.int().min(-100_000).max(100_000)

/** Where a window was, and how large, when it was not maximised. */
export const WindowPlace = z.strictObject({
  x: pixels,
  y: pixels,
  width: pixels.min(1),
  height: pixels.min(1),
  maximised: z.boolean(),
})
export type WindowPlace = z.infer<typeof WindowPlace>

/** The part of a display that windows may take. */
export type WorkArea = { x: number; y: number; width: number; height: number }

export const smallest = { width: 1024, height: 640 }
const usual = { width: 1280, height: 800 }

/** So much of the upper edge must be seen, that the window can be taken hold of. */
const HANDLE = { width: 160, height: 32 }

/**
 * Where the window is put: where it was, if it can be seen and moved there on one of the displays that there are now, and
 * no larger than that display; else in the middle, by the system.
 */
export function placeWindow(
  kept: WindowPlace | undefined,
  areas: readonly WorkArea[],
): { x?: number; y?: number; width: number; height: number } {
  if (kept === undefined) return usual
  const area = areas.find((each) => holdsHandle(each, kept))
  const most = area ?? areas[0] ?? usual
  const size = {
    width: Math.max(smallest.width, Math.min(kept.width, most.width)),
    height: Math.max(smallest.height, Math.min(kept.height, most.height)),
  }
  return area ? { x: kept.x, y: kept.y, ...size } : size
}

function holdsHandle(area: WorkArea, kept: WindowPlace): boolean {
  const seen = Math.min(area.x + area.width, kept.x + kept.width) - Math.max(area.x, kept.x)
  return seen >= HANDLE.width && kept.y >= area.y && kept.y + HANDLE.height <= area.y + area.height
}
