import type { Page } from 'playwright-core'

/** The frames of a scroll: how long each took, in milliseconds. */
export type Scroll = { gaps: number[]; untilRows: number }

/**
 * From a letter in the search box to the picture in which the table says another number. What it takes to
 * draw that, and the wait for the next frame, are in it.
 */
export function timeOfKey(page: Page, text: string): Promise<number> {
  return page.evaluate(async (value) => {
    const box = document.querySelector<HTMLInputElement>('main [role=searchbox], main input[type=search]')
    const status = [...document.querySelectorAll('main p[role=status]')].find((each) => /device/.test(each.textContent))
    if (!box || !status) throw new Error('There is nothing to search in.')
    const before = status.textContent
    const set = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, 'value')?.set
    await new Promise(requestAnimationFrame)
    const changed = new Promise<void>((resolve, reject) => {
      const observer = new MutationObserver(() => {
        if (status.textContent === before) return
        observer.disconnect()
        resolve()
      })
      observer.observe(status, { childList: true, characterData: true, subtree: true })
      setTimeout(() => reject(new Error(`The key changes nothing of “${before}”.`)), 30_000)
    })
    const began = performance.now()
    set?.call(box, value)
    box.dispatchEvent(new Event('input', { bubbles: true }))
    await changed
    await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
    return performance.now() - began
  }, text)
}

/**
 * From a click to the picture in which something below an element is another, and what is wanted is there. `clicked` is a
 * selector of what is clicked, `below` of what changes.
 */
export function timeUntil(
  page: Page,
  { clicked, below, wanted = below }: { clicked: string; below: string; wanted?: string },
): Promise<number> {
  return page.evaluate(
    async ([act, parent, there]) => {
      const button = document.querySelector<HTMLElement>(act)
      const element = document.querySelector(parent)
      if (!button || !element) throw new Error(`There is no ${button ? parent : act}.`)
      await new Promise(requestAnimationFrame)
      const changed = new Promise<void>((resolve, reject) => {
        const observer = new MutationObserver(() => {
          if (!document.querySelector(there)) return
          observer.disconnect()
          resolve()
        })
        observer.observe(element, { childList: true, subtree: true, characterData: true })
        setTimeout(() => reject(new Error(`${act} changes nothing of ${parent}.`)), 30_000)
      })
      const began = performance.now()
      button.click()
      await changed
      await new Promise((resolve) => requestAnimationFrame(() => setTimeout(resolve)))
      return performance.now() - began
    },
    [clicked, below, wanted] as const,
  )
}

/** Scrolls through all of the table in so many frames, and then waits until its last row is there. */
export function scrollThrough(page: Page, frames: number): Promise<Scroll> {
  return page.evaluate(async (count) => {
    const box = document.querySelector('main [role=table]')?.parentElement
    if (!box) throw new Error('There is no table.')
    box.scrollTop = 0
    await new Promise((resolve) => setTimeout(resolve, 300))
    const step = (box.scrollHeight - box.clientHeight) / count
    const gaps: number[] = []
    let last = await new Promise<number>(requestAnimationFrame)
    for (let frame = 1; frame <= count; frame += 1) {
      box.scrollTop = step * frame
      const now = await new Promise<number>(requestAnimationFrame)
      gaps.push(now - last)
      last = now
    }
    const ended = performance.now()
    const rows = Number(box.querySelector('[role=table]')?.getAttribute('aria-rowcount')) - 1
    while (!box.querySelector(`[data-line="${rows - 1}"]`)) await new Promise(requestAnimationFrame)
    return { gaps, untilRows: performance.now() - ended }
  }, frames)
}

/** The same at the speed of a wheel: a third of what is in sight in each frame. */
export function scrollOn(page: Page, frames: number): Promise<number[]> {
  return page.evaluate(async (count) => {
    const box = document.querySelector('main [role=table]')?.parentElement
    if (!box) throw new Error('There is no table.')
    box.scrollTop = 0
    await new Promise((resolve) => setTimeout(resolve, 300))
    const gaps: number[] = []
    let last = await new Promise<number>(requestAnimationFrame)
    for (let frame = 0; frame < count; frame += 1) {
      box.scrollTop += box.clientHeight / 3
      const now = await new Promise<number>(requestAnimationFrame)
      gaps.push(now - last)
      last = now
    }
    // The first frames still have what came before them.
    return gaps.slice(10)
  }, frames)
}
