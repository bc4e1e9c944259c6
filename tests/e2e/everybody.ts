import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

const axeFile = createRequire(import.meta.url).resolve('axe-core/axe.min.js')
const RULES_OF_ANY_PAGE = 10

/** What axe finds that is serious, a line each. The policy would refuse axe's script: the page's context lets it past. */
export async function seriousViolations(page: Page): Promise<string[]> {
  return lines((await axeResults(page)).filter(({ impact }) => impact === 'serious' || impact === 'critical'))
}

/** All that axe finds, a line each. */
export async function violations(page: Page): Promise<string[]> {
  return lines(await axeResults(page))
}

async function axeResults(page: Page): Promise<AxeResults['violations']> {
  if (!(await page.evaluate(() => 'axe' in globalThis))) await page.evaluate(await readFile(axeFile, 'utf8'))
  await settled(page)
  const options = { resultTypes: ['violations' as const] }
  const found = await page.evaluate(async (given) => {
    const { axe } = globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }
    const { violations, passes } = await axe.run(given)
    return { violations, kept: passes.length }
  }, options)
  // Where next to none of its rules had anything to look at, it says nothing of the page that it finds nothing.
  if (found.kept <= RULES_OF_ANY_PAGE) throw new Error(`axe found only ${found.kept} of its rules kept.`)
  return found.violations
}

/** Waits for what fades or turns from one colour to another: in the middle of it, axe would measure neither. */
function settled(page: Page): Promise<unknown> {
  return page.evaluate(() => {
    const ending = document.getAnimations().filter(({ effect }) => {
      const { endTime } = effect?.getComputedTiming() ?? {}
      return Number.isFinite(Number(endTime))
    })
    return Promise.allSettled(ending.map(({ finished }) => finished.then(() => undefined)))
  })
}

function lines(found: AxeResults['violations']): string[] {
  return found.map(({ id, nodes }) => `${id}: ${nodes.map((node) => node.html.slice(0, 200)).join(' | ')}`)
}

/** What is wider than its place, so that the window would scroll sideways. */
export function tooWide(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll('html, body, main, aside')]
      .filter((element) => element.scrollWidth > element.clientWidth)
      .map((element) => `${element.tagName} ${element.scrollWidth} > ${element.clientWidth}`),
  )
}

/**
 * What can have the focus and cannot be seen whole when it is scrolled to: cut off at an edge, or beneath something else.
 * What is wider than the window by itself may scroll in its own box, as a table does.
 */
export function outOfReach(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const found: string[] = []
    for (const element of document.querySelectorAll<HTMLElement>('button, a[href], input, select, textarea')) {
      if (!element.checkVisibility({ visibilityProperty: true, opacityProperty: true })) continue
      // The way past the rail is above the window until it has the focus.
      if (element.textContent === 'Skip to the findings') continue
      element.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      const { left, top, right, bottom, width, height } = element.getBoundingClientRect()
      const name = element.getAttribute('aria-label') ?? element.textContent ?? element.outerHTML.slice(0, 80)
      if (left < -1 || right > innerWidth + 1) found.push(`“${name}” is cut off at a side`)
      if (height <= innerHeight / 2 && (top < -1 || bottom > innerHeight + 1)) found.push(`“${name}” is cut off`)
      // A checkbox lies unseen over what is drawn of it, and an icon in a button is hit for the button.
      const hit = document.elementFromPoint(left + width / 2, Math.max(1, Math.min(innerHeight - 2, top + height / 2)))
      const own = hit && (element.contains(hit) || hit.contains(element) || hit.closest('label, [role="radio"]'))
      if (!own) found.push(`“${name}” is beneath ${hit?.outerHTML.slice(0, 80)}`)
    }
    return found
  })
}

/** Words that are cut off at the edge of their box, and cannot be had in another way. */
export function cutOff(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('#app *')]
      .filter((element) => {
        const { overflowX, clipPath } = getComputedStyle(element)
        const clips = overflowX === 'hidden' || overflowX === 'clip'
        return (
          clips &&
          clipPath === 'none' &&
          element.clientWidth > 0 &&
          element.scrollWidth > element.clientWidth + 1 &&
          !element.title
        )
      })
      .map((element) => `${element.textContent?.slice(0, 80)} (${element.scrollWidth} > ${element.clientWidth})`),
  )
}

/** Boxes that scroll by themselves and are too low for two lines of what is in them, so that it is looked at through a slit. */
export function squeezed(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('main *, aside *')]
      .filter((element) => {
        const scrolls = ['auto', 'scroll'].includes(getComputedStyle(element).overflowY)
        return scrolls && element.scrollHeight > element.clientHeight + 1 && element.clientHeight < 120
      })
      .map((element) => `${element.textContent?.slice(0, 80)} (${element.clientHeight} of ${element.scrollHeight})`),
  )
}

/** Words that stand past the line of a list that they belong to, over the one before or after it. */
export function spilling(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>('[role="row"]')].flatMap((row) => {
      const { top, bottom } = row.getBoundingClientRect()
      return [...row.querySelectorAll<HTMLElement>('*')]
        .filter((element) => {
          const box = element.getBoundingClientRect()
          return element.childElementCount === 0 && (box.top < top - 1 || box.bottom > bottom + 1)
        })
        .map((element) => `${element.textContent}`)
    }),
  )
}

/** What moves, and for how many milliseconds; what is over at once does not. */
export function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState, effect }) => playState === 'running' && Number(effect?.getComputedTiming().duration) > 1)
      .map(({ effect }) => (effect as KeyframeEffect | null)?.target?.outerHTML.slice(0, 120) ?? ''),
  )
}
