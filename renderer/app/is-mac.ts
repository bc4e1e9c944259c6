/** Whether the keyboard is a Mac's, where ⌘ stands for Ctrl. */
export function isMac(): boolean {
  return /^Mac/.test(navigator.platform)
}
