/**
 * Fluent hides the window from screen readers while a dialog is over it, and shows it again some time after the dialog has
 * gone: never, where the page that had opened it goes at about the same time. So that nobody is left with a window that
 * says nothing, it is shown again as soon as no dialog is there.
 */
export function keepReadable(app: HTMLElement): void {
  const { body } = app.ownerDocument
  const showAgain = (): void => {
    if (app.getAttribute('aria-hidden') === 'true' && !body.querySelector('[aria-modal="true"]')) {
      app.removeAttribute('aria-hidden')
    }
  }
  new MutationObserver(showAgain).observe(app, { attributes: true, attributeFilter: ['aria-hidden'] })
  // A dialog is in a child of the body of its own.
  new MutationObserver(showAgain).observe(body, { childList: true, subtree: true })
}
