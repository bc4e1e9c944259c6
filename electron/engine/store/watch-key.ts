/** Under which name what is kept of the watch over an organisation stands among the settings. */
export function watchKeyOf(organisationId: string): string {
  return `watch ${organisationId}`
}
