/** The hosts whose pages may be opened in the admin's own browser. */
const hosts: ReadonlySet<string> = new Set(['learn.microsoft.com', 'support.microsoft.com', 'datatracker.ietf.org'])

/** Whether an address may be handed to the operating system: https, a host of the list, its own port, no user name. */
export function isExternalLink(address: string): boolean {
  if (!URL.canParse(address)) return false
  const url = new URL(address)
  return (
    url.protocol === 'https:' &&
    hosts.has(url.hostname) &&
    url.port === '' &&
    url.username === '' &&
    url.password === ''
  )
}
