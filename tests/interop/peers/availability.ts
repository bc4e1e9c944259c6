import { existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'

const apacheModules = '/usr/lib/apache2/modules'
const mechanism = '/etc/gss/mech.d/mech.ntlmssp.conf'

/**
 * What keeps the Apache peer from being started, in words, or undefined when it can be. POSTERN_PEERS says what whoever
 * started the tests found: `absent` skips the peers' suites; with `installed` a missing part is an error, so that a
 * suite is never lost without a word. Unset, the machine is looked at.
 */
export function whyNoApache(): string | undefined {
  const said = process.env.POSTERN_PEERS
  if (said === 'absent') return 'POSTERN_PEERS=absent'
  const missing = missingParts()
  if (missing.length === 0) return undefined
  if (said === 'installed') throw new Error(`POSTERN_PEERS=installed, but missing: ${missing.join(', ')}`)
  return `missing: ${missing.join(', ')}; tests/interop/peers/install.sh installs them`
}

/** A suite's title, with the reason when it is skipped. */
export function titleWithReason(title: string, reason: string | undefined): string {
  return reason === undefined ? title : `${title} (skipped: ${reason})`
}

function missingParts(): string[] {
  const programs = ['bash', 'apache2', 'htpasswd', 'openssl'].filter((name) => !isOnPath(name))
  const modules = ['mod_auth_gssapi.so', 'mod_ssl.so', 'mod_lua.so'].filter(
    (name) => !existsSync(join(apacheModules, name)),
  )
  return [...programs, ...modules, ...(existsSync(mechanism) ? [] : ['gss-ntlmssp'])]
}

function isOnPath(program: string): boolean {
  const folders = (process.env.PATH ?? '').split(delimiter)
  return [...folders, '/usr/sbin', '/sbin'].some((folder) => existsSync(join(folder, program)))
}
