/** The page, where it was given a focus that had gone. */
let given: HTMLElement | null = null

/**
 * Where what has the focus goes away, or can no longer have it, and nothing else takes it, the page gets it: a keyboard
 * that has it nowhere begins again at the top of the window, and a screen reader says nothing. A last resort: what knows
 * better where to go on gives it there itself.
 */
export function keepFocus(): void {
  let last: Element | null = null
  document.addEventListener('focusin', ({ target }) => {
    last = target instanceof Element ? target : null
    if (target !== given) given = null
  })
  const changed = new MutationObserver(() => {
    if (last && isLost(last)) requestAnimationFrame(() => last && isLost(last) && give())
  })
  changed.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ['disabled'] })
}

/** Somebody who clicks beside everything has taken the focus away, and lost nothing. */
function isLost(last: Element): boolean {
  return document.activeElement === document.body && (!last.isConnected || last.matches(':disabled'))
}

function give(): void {
  given = document.getElementById('findings')
  given?.focus({ preventScroll: true })
}

/** Whether nothing has the focus, or the page has it only since it had gone: what knows better may take it. */
export function isFocusAdrift(): boolean {
  return document.activeElement === document.body || (given !== null && document.activeElement === given)
}
