import { frontEnds, serverOf } from '../ews/servers.ts'
import { t } from '../language/translate.ts'
import { command } from '../management/cmdlets.ts'
import type { Configuration, WebServicesVirtualDirectory } from '../management/configuration.ts'
import { leftOut, notRead } from './no-plan.ts'
import type { NoPlan, Plan, Remedy, RemedySubject } from './remedy.ts'
import { shownValue } from './shown-value.ts'
import { asIisTakesItUp } from './takes-effect.ts'

export const ewsAuthentication: Remedy = {
  id: 'ews-authentication',
  title: t`Let clients of EWS sign in with Windows authentication`,
  why: t`The virtual directory of EWS offers what is enabled on it. Clients outside the domain need NTLM, which is part of Windows authentication, or Basic.`,
  risk: t`Every client of EWS can sign in so from then on, at each server that is changed. Windows authentication sends no password; Basic sends the password itself inside TLS, so that whatever opens TLS in between reads it: leave Basic off where NTLM will do.`,
  who: t`A member of the role group Server Management or Organization Management`,
  takesEffect: asIisTakesItUp,
  byHand: [
    t`Look at what is enabled: Get-WebServicesVirtualDirectory | Format-List Identity,*Authentication`,
    t`Set-WebServicesVirtualDirectory 'SERVER\\EWS (Default Web Site)' -WindowsAuthentication $true, on each server.`,
    t`In IIS Manager, Default Web Site, EWS, Authentication, Windows Authentication, Providers: NTLM has to be on the list beside Negotiate. Exchange has no cmdlet for that.`,
    t`Only where the client knows nothing but Basic: Set-WebServicesVirtualDirectory 'SERVER\\EWS (Default Web Site)' -BasicAuthentication $true.`,
  ],
  verify: ['sign-in/ews-schemes', 'sign-in/ntlm', 'sign-in/basic'],
  plan,
}

const windows = { property: 'windowsAuthentication', parameter: 'WindowsAuthentication' } as const
const basic = { property: 'basicAuthentication', parameter: 'BasicAuthentication' } as const
type Scheme = typeof windows | typeof basic

function plan(configuration: Configuration, subject: RemedySubject): Plan | NoPlan {
  const schemes = subject.basic ? [windows, basic] : [windows]
  const directories = frontEnds(configuration)
  if (!directories || directories.length === 0) {
    return notRead(['Get-WebServicesVirtualDirectory'], [t`the authentication of EWS on each server`])
  }
  const settings = directories.flatMap((directory) => schemes.map((scheme) => ({ directory, ...scheme })))
  const off = settings.filter(({ directory, property }) => directory[property] === false)
  // A blank is no value of these parameters, which take true and false: what it was could not be put back.
  const unread = settings
    .filter(({ directory, property }) => typeof directory[property] !== 'boolean')
    .map(({ directory, parameter }) => t`${parameter} of ${directory.identity}`)
  if (off.length === 0) {
    if (unread.length > 0) return notRead(['Get-WebServicesVirtualDirectory'], unread)
    return {
      kind: 'not-needed',
      sentence: t`Every server has it enabled for EWS. Where EWS offers no NTLM all the same, add the NTLM provider to Windows authentication in IIS, or look at what stands in front.`,
    }
  }
  return {
    kind: 'plan',
    changes: off.map(({ directory, parameter }) => ({
      where: directory.identity,
      setting: parameter,
      from: shownValue(false),
      to: shownValue(true),
    })),
    apply: off.map(({ directory, parameter }) => set(directory, parameter, true)),
    undo: off.map(({ directory, parameter }) => set(directory, parameter, false)).reverse(),
    notes: [
      ...(off.some(({ property }) => property === 'basicAuthentication')
        ? [t`Basic sends the password itself inside TLS: whatever opens TLS between the client and Exchange reads it.`]
        : []),
      ...leftOut(unread),
    ],
  }
}

function set(directory: WebServicesVirtualDirectory, parameter: Scheme['parameter'], enabled: boolean) {
  const name = parameter === 'BasicAuthentication' ? t`Basic authentication` : t`Windows authentication`
  const comment = enabled
    ? t`Enables ${name} for EWS on ${serverOf(directory)}.`
    : t`Disables ${name} for EWS on ${serverOf(directory)}, as it was.`
  return command('Set-WebServicesVirtualDirectory', { Identity: directory.identity, [parameter]: enabled }, comment)
}
