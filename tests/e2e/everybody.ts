import { readFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import type { AxeResults, RunOptions } from 'axe-core'
import type { Page } from 'playwright-core'

/** What axe finds that is serious, a line each. The policy would refuse axe's script: the page's context lets it past. */
export async function seriousViolations(page: Page): Promise<string[]> {
  return lines((await axeResults(page)).filter(({ impact }) => impact === 'serious' || impact === 'critical'))
}

/** All that axe finds, a line each. */
export async function violations(page: Page): Promise<string[]> {
  return lines(await axeResults(page))
}

async function axeResults(page: Page): Promise<AxeResults['violations']> {
  await page.evaluate(await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8'))
  const options = { resultTypes: ['violations' as const] }
  return page.evaluate(
    async (given) =>
      (await (globalThis as unknown as { axe: { run(options: RunOptions): Promise<AxeResults> } }).axe.run(given))
        .violations,
    options,
  )
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

/** What moves, and for how many milliseconds; what is over at once does not. */
export function moving(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    document
      .getAnimations()
      .filter(({ playState, effect }) => playState === 'running' && Number(effect?.getComputedTiming().duration) > 1)
      .map(({ effect }) => (effect as KeyframeEffect | null)?.target?.outerHTML.slice(0, 120) ?? ''),
  )
}
