import type { OfferedScheme } from '../../settings/sign-in.ts'
import type { ManagedDirectory, ManagedOrganisation } from '../managed-organisation.ts'
import { ScriptRefusal } from '../script-refusal.ts'
import { directoryIdentity } from '../shown-objects.ts'
import { address, type Cmdlet, flag, list, reading, text, toggle } from './cmdlet.ts'
import type { Arguments } from './parameters.ts'

const flags = [
  'DigestAuthentication',
  'OAuthAuthentication',
  'WSSecurityAuthentication',
  'CertificateAuthentication',
  'MRSProxyEnabled',
] as const

/** EWS in IIS, and the servers that it is on. */
export const virtualDirectoryCmdlets: Readonly<Record<string, Cmdlet>> = {
  'Get-ExchangeServer': reading({ Identity: text }, (given, { organisation }) => {
    if (given.has('Identity')) serverOf(given.required('Identity'), organisation)
  }),
  'Get-WebServicesVirtualDirectory': reading(
    { Identity: text, Server: text, ADPropertiesOnly: toggle, ShowMailboxVirtualDirectories: toggle },
    (given, { organisation }) => {
      if (given.has('Identity')) directoryOf(given.required('Identity'), organisation)
      if (given.has('Server')) serverOf(given.required('Server'), organisation)
    },
  ),
  'Set-WebServicesVirtualDirectory': {
    parameters: {
      Identity: text,
      InternalUrl: address,
      ExternalUrl: address,
      InternalNLBBypassUrl: address,
      BasicAuthentication: flag,
      WindowsAuthentication: flag,
      DigestAuthentication: flag,
      OAuthAuthentication: flag,
      WSSecurityAuthentication: flag,
      CertificateAuthentication: flag,
      MRSProxyEnabled: flag,
      ExtendedProtectionTokenChecking: { takes: 'choice', of: ['None', 'Allow', 'Require'] },
      ExtendedProtectionFlags: list,
      ExtendedProtectionSPNList: list,
      Force: toggle,
    },
    prepare: (given, { organisation }) => {
      const directory = directoryOf(given.required('Identity'), organisation)
      const changed = changedDirectory(directory, given)
      return { target: directoryIdentity(directory), act: () => Object.assign(directory, changed) }
    },
  },
}

function changedDirectory(before: ManagedDirectory, given: Arguments): ManagedDirectory {
  const checking = given.text('ExtendedProtectionTokenChecking')?.toLowerCase()
  const extras = { ...before.extras }
  for (const name of flags) {
    const value = given.flag(name)
    if (typeof value === 'boolean') extras[name] = value
  }
  const bypass = given.text('InternalNLBBypassUrl')
  if (bypass !== undefined) extras.InternalNLBBypassUrl = bypass
  for (const name of ['ExtendedProtectionFlags', 'ExtendedProtectionSPNList'] as const) {
    extras[name] = given.list(name)?.(extras[name]) ?? extras[name]
  }
  return {
    ...before,
    schemes: changedSchemes(before.schemes, given),
    tokenChecking: (checking ?? before.tokenChecking) as ManagedDirectory['tokenChecking'],
    internalUrl: changedAddress(given.text('InternalUrl'), before.internalUrl),
    externalUrl: changedAddress(given.text('ExternalUrl'), before.externalUrl),
    extras,
  }
}

function changedAddress(given: string | null | undefined, before: string): string {
  return given === undefined ? before : (given ?? '')
}

/** Windows authentication that is switched on brings the providers of IIS back; which of them are there is IIS's alone. */
function changedSchemes(before: readonly OfferedScheme[], given: Arguments): OfferedScheme[] {
  const windows = before.filter((scheme) => scheme !== 'Basic')
  const isOn = given.flag('WindowsAuthentication') ?? windows.length > 0
  const usual: OfferedScheme[] = windows.length > 0 ? windows : ['Negotiate', 'NTLM']
  const basic = given.flag('BasicAuthentication') ?? before.includes('Basic')
  return [...(isOn ? usual : []), ...(basic ? (['Basic'] as const) : [])]
}

function directoryOf(identity: string, { directories }: ManagedOrganisation): ManagedDirectory {
  const wanted = identity.toLowerCase()
  const found = directories.find((each) => directoryIdentity(each).toLowerCase() === wanted)
  return found ?? notFound(identity)
}

function serverOf(identity: string, { servers }: ManagedOrganisation): void {
  const wanted = identity.toLowerCase().split('.', 1)[0]
  if (!servers.some(({ name }) => name.toLowerCase() === wanted)) notFound(identity)
}

function notFound(identity: string): never {
  throw new ScriptRefusal('exchange', `The object "${identity.slice(0, 100)}" couldn't be found.`)
}
