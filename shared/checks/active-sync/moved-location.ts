/** Whether X-MS-Location of a 451 is an https address; one that was not followed all the same is under another domain. */
export function isHttps(location: string | undefined): boolean {
  return location !== undefined && URL.canParse(location) && new URL(location).protocol === 'https:'
}
