/** Prints the page by the browser, which suggests the page’s title as the name of a file. */
export function printPage(name: string): void {
  const before = document.title
  document.title = name
  // Where a browser does not wait for its dialog, the title stays until the page has been printed.
  addEventListener('afterprint', () => (document.title = before), { once: true })
  print()
}
