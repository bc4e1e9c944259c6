/**
 * The window's colour before the page has painted: the page background of the light and the dark theme, so that no
 * white flash is seen.
 */
export function windowBackground(dark: boolean): string {
  return dark ? '#1f1f1f' : '#fafafa'
}
