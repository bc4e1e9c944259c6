import { frontEnds, namesOfServers, serverOf } from '../ews/servers.ts'
import { t } from '../language/translate.ts'
import { command } from '../management/cmdlets.ts'
import type { Configuration, WebServicesVirtualDirectory } from '../management/configuration.ts'
import { leftOut, notRead } from './no-plan.ts'
import type { NoPlan, Plan, Remedy } from './remedy.ts'
import { asIisTakesItUp } from './takes-effect.ts'

export const ewsExtendedProtection: Remedy = {
  id: 'ews-extended-protection',
  title: t`Set Extended Protection of EWS to Allow`,
  why: t`With Require, Extended Protection (the server checks that nobody sits in the middle) refuses every client that does not name its TLS connection in its sign-in, as many clients outside of Windows do not. Allow checks those that name it, and is what Microsoft’s script sets for EWS on the front end.`,
  risk: t`A sign-in that names no connection is let in again, so that one can be passed on to this server by somebody else. None would take the protection from everybody (CVE-2024-21410), and is never part of the script.`,
  who: t`A member of the role group Server Management or Organization Management, who may change IIS on each server`,
  takesEffect: asIisTakesItUp,
  byHand: [
    t`Look at what is set: Get-WebServicesVirtualDirectory | Format-List Identity,ExtendedProtection*`,
    t`Find out whether something in between opens TLS. With offloading, which takes TLS off, Extended Protection cannot work: let TLS go through to the server. With bridging, which opens it and closes it again, the device has to show the server’s own certificate.`,
    t`Set-WebServicesVirtualDirectory 'SERVER\\EWS (Default Web Site)' -ExtendedProtectionTokenChecking Allow, on each server that says Require.`,
    t`Where a server says None, turn it on with ExchangeExtendedProtectionManagement.ps1 of Microsoft’s CSS-Exchange, which looks first at what would break.`,
  ],
  verify: ['sign-in/ntlm', 'sign-in/extended-protection'],
  plan,
}

function plan(configuration: Configuration): Plan | NoPlan {
  const directories = frontEnds(configuration)
  if (!directories || directories.length === 0) {
    return notRead(['Get-WebServicesVirtualDirectory'], [t`ExtendedProtectionTokenChecking of each server`])
  }
  const saying = (checking: string) =>
    directories.filter(({ extendedProtectionTokenChecking: said }) => said === checking)
  const unread = directories
    .filter(
      ({ extendedProtectionTokenChecking: said, extendedProtectionFlags: flags }) =>
        !said || (said === 'Require' && !flags),
    )
    .map(({ identity }) => t`ExtendedProtectionTokenChecking and ExtendedProtectionFlags of ${identity}`)
  const required = saying('Require').filter(({ extendedProtectionFlags }) => extendedProtectionFlags)
  const proxied = required.filter(isProxied)
  const direct = required.filter((directory) => !isProxied(directory))
  if (direct.length === 0) {
    if (proxied.length > 0) return { kind: 'by-hand', sentence: openedBefore(proxied) }
    if (unread.length > 0) return notRead(['Get-WebServicesVirtualDirectory'], unread)
    if (saying('None').length > 0) return { kind: 'by-hand', sentence: turnedOff(saying('None')) }
    return { kind: 'not-needed', sentence: t`Extended Protection of EWS is set to Allow on every server.` }
  }
  return {
    kind: 'plan',
    changes: direct.map(({ identity }) => ({
      where: identity,
      setting: 'ExtendedProtectionTokenChecking',
      from: 'Require',
      to: 'Allow',
    })),
    apply: direct.map((directory) =>
      set(directory, 'Allow', t`Lets in at ${serverOf(directory)} who does not name the connection.`),
    ),
    undo: direct
      .map((directory) => set(directory, 'Require', t`Requires it at ${serverOf(directory)} again, as it was.`))
      .reverse(),
    notes: [
      t`Nothing of this helps a Windows client behind a device that opens TLS: with Allow too it is refused, unless the device shows the server’s own certificate.`,
      ...(proxied.length > 0 ? [openedBefore(proxied)] : []),
      ...(saying('None').length > 0 ? [turnedOff(saying('None'))] : []),
      ...leftOut(unread),
    ],
  }
}

/** Set up for something in front that ends TLS: Proxy and ProxyCoHosting, by Set-WebServicesVirtualDirectory. */
function isProxied({ extendedProtectionFlags }: WebServicesVirtualDirectory): boolean {
  return extendedProtectionFlags?.some((flag) => /^Proxy(?:CoHosting)?$/i.test(flag.trim())) === true
}

function openedBefore(directories: readonly WebServicesVirtualDirectory[]): string {
  return t`${namesOfServers(directories)} is set up for a device in front that ends TLS (ExtendedProtectionFlags Proxy). Let TLS go through to the server first, or let the device show the server’s own certificate; then change it by hand.`
}

function turnedOff(directories: readonly WebServicesVirtualDirectory[]): string {
  return t`Extended Protection is off on ${namesOfServers(directories)}. Turn it on with ExchangeExtendedProtectionManagement.ps1 of Microsoft’s CSS-Exchange, which looks first at what would break: a device that opens TLS in between without the server’s own certificate.`
}

function set({ identity }: WebServicesVirtualDirectory, checking: 'Allow' | 'Require', comment: string) {
  const parameters = { Identity: identity, ExtendedProtectionTokenChecking: checking }
  return command('Set-WebServicesVirtualDirectory', parameters, comment)
}
