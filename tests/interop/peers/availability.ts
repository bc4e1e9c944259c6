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
  return whyNot('POSTERN_PEERS', missingOfApache, 'tests/interop/peers/install.sh installs them')
}

/** The same for a gnome-keyring, and for what builds keytar where npm could not: POSTERN_KEYRING. */
export function whyNoKeyring(): string | undefined {
  return whyNot('POSTERN_KEYRING', missingOfKeyring, 'npm test installs them')
}

/** The same for a Squid: POSTERN_SQUID. */
export function whyNoSquid(): string | undefined {
  const missing = () => (isOnPath('squid') ? [] : ['squid'])
  return whyNot('POSTERN_SQUID', missing, 'npm test installs it')
}

function whyNot(variable: string, look: () => string[], remedy: string): string | undefined {
  const said = process.env[variable]
  if (said === 'absent') return `${variable}=absent`
  const missing = look()
  if (missing.length === 0) return undefined
  if (said === 'installed') throw new Error(`${variable}=installed, but missing: ${missing.join(', ')}`)
  return `missing: ${missing.join(', ')}; ${remedy}`
}

/** A suite's title, with the reason when it is skipped. */
export function titleWithReason(title: string, reason: string | undefined): string {
  return reason === undefined ? title : `${title} (skipped: ${reason})`
}

function missingOfKeyring(): string[] {
  const programs = [
    'bash',
    'dbus-daemon',
    'dbus-send',
    'gnome-keyring-daemon',
    'secret-tool',
    'npm',
    'g++',
    'pkg-config',
  ]
  const libsecret = [process.arch === 'arm64' ? 'aarch64' : 'x86_64']
    .map((machine) => `/usr/lib/${machine}-linux-gnu/pkgconfig/libsecret-1.pc`)
    .filter((file) => !existsSync(file))
  return [...programs.filter((name) => !isOnPath(name)), ...libsecret]
}

function missingOfApache(): string[] {
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
