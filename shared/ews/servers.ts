import { t } from '../language/translate.ts'
import type { Configuration, WebServicesVirtualDirectory } from '../management/configuration.ts'

/** The front ends’ virtual directories of EWS; -ShowMailboxVirtualDirectories lists the back end’s as well. */
export function frontEnds({
  webServicesVirtualDirectories,
}: Configuration): readonly WebServicesVirtualDirectory[] | undefined {
  return webServicesVirtualDirectories?.filter(({ identity }) => !/\(Exchange Back End\)/i.test(identity))
}

/** The server of a virtual directory: `EXCH01` of `EXCH01\EWS (Default Web Site)`. */
export function serverOf({ server, identity }: WebServicesVirtualDirectory): string {
  return server || (identity.split('\\')[0] ?? identity)
}

/** Servers by name, as a list for a person. */
export function namesOfServers(directories: readonly WebServicesVirtualDirectory[]): string {
  const names = directories.map(serverOf)
  return names.length > 6 ? t`${names.slice(0, 5).join(', ')} and ${names.length - 5} more` : names.join(', ')
}
