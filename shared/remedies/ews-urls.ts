import { isInsideName } from '../checks/autodiscover/leading.ts'
import { frontEnds, serverOf } from '../ews/servers.ts'
import { isSameAddress } from '../ews/virtual-directory.ts'
import { t } from '../language/translate.ts'
import { command } from '../management/cmdlets.ts'
import type { Configuration, WebServicesVirtualDirectory } from '../management/configuration.ts'
import { leftOut, notRead } from './no-plan.ts'
import type { Change, NoPlan, Plan, Remedy, RemedySubject } from './remedy.ts'
import { shownValue } from './shown-value.ts'

export const ewsUrls: Remedy = {
  id: 'ews-urls',
  title: t`Set the published address of EWS on each server`,
  why: t`Autodiscover tells clients outside the ExternalUrl of the virtual directory, and clients inside its InternalUrl. Where one is blank or names a host that exists only inside, the client is sent nowhere.`,
  risk: t`Every client that asks Autodiscover is sent to the new address, Outlook too: it needs its name in DNS and on the certificate, and a way to the servers. The script does not ask where a name cannot be found from the server (-Force). A site that is published under a name of its own keeps its own address.`,
  who: t`A member of the role group Server Management or Organization Management`,
  // Autodiscover’s own cache of virtual directories is general knowledge; no document gives the time.
  takesEffect: t`As soon as Autodiscover reads the virtual directories again, which can take some minutes; MSExchangeAutodiscoverAppPool of the servers, recycled in IIS, makes it sooner. Outlook asks again about once an hour. No IISReset is needed.`,
  byHand: [
    t`Look at what is set: Get-WebServicesVirtualDirectory | Format-List Identity,InternalUrl,ExternalUrl`,
    t`Note both addresses of each server, for the way back.`,
    t`Set it, server by server: Set-WebServicesVirtualDirectory 'SERVER\\EWS (Default Web Site)' -ExternalUrl https://NAME/EWS/Exchange.asmx`,
  ],
  verify: ['autodiscover/ews-address', 'autodiscover/addresses-answer'],
  plan,
}

type Setting = { directory: WebServicesVirtualDirectory; parameter: 'ExternalUrl' | 'InternalUrl'; was: string | null }

function plan(configuration: Configuration, { url }: RemedySubject): Plan | NoPlan {
  if (url === undefined || !/^https:/i.test(url) || !URL.canParse(url)) {
    return {
      kind: 'by-hand',
      sentence: t`The published address of EWS is not known. Give it, as https://NAME/EWS/Exchange.asmx, and the script sets it.`,
    }
  }
  const directories = frontEnds(configuration)
  if (!directories || directories.length === 0) {
    return notRead(['Get-WebServicesVirtualDirectory'], [t`InternalUrl and ExternalUrl of each server`])
  }
  const unread = directories
    .filter(({ externalUrl }) => externalUrl === undefined)
    .map(({ identity }) => t`ExternalUrl of ${identity}`)
  const { wrong, ofItsOwn } = externalUrls(directories, url)
  const settings = directories.flatMap((directory): Setting[] => [
    ...wrong.filter((setting) => setting.directory === directory),
    ...(directory.internalUrl === null ? [{ directory, parameter: 'InternalUrl' as const, was: null }] : []),
  ])
  if (settings.length === 0) {
    if (unread.length > 0) return notRead(['Get-WebServicesVirtualDirectory'], unread)
    if (ofItsOwn.length > 0) return { kind: 'by-hand', sentence: ofItsOwn.map(leftSoSentence).join(' ') }
    return { kind: 'not-needed', sentence: t`Every server gives an address for clients outside that can be theirs.` }
  }
  return {
    kind: 'plan',
    changes: settings.map(
      ({ directory, parameter, was }): Change => ({
        where: directory.identity,
        setting: parameter,
        from: shownValue(was),
        to: url,
      }),
    ),
    apply: settings.map((setting) =>
      set(setting, url, t`Tells ${clientsOf(setting)} of ${serverOf(setting.directory)} the published address.`),
    ),
    undo: settings
      .map((setting) =>
        set(setting, setting.was, t`Puts back what ${serverOf(setting.directory)} told ${clientsOf(setting)} before.`),
      )
      .reverse(),
    notes: [
      ...(settings.some(({ parameter }) => parameter === 'InternalUrl')
        ? [t`InternalUrl was blank: the name of ${url} has to be found inside the network too.`]
        : []),
      ...ofItsOwn.map(leftSoSentence),
      ...leftOut(unread),
    ],
  }
}

function clientsOf({ parameter }: Setting): string {
  return parameter === 'ExternalUrl' ? t`clients outside` : t`clients inside`
}

function leftSoSentence(directory: WebServicesVirtualDirectory): string {
  return t`${serverOf(directory)} gives ${directory.externalUrl ?? ''}, and is left so, since another site can be published under a name of its own. Where none is, set it by hand.`
}

/** Addresses that are wrong, and those that can be meant: of a site with a name of its own beside the others. */
function externalUrls(directories: readonly WebServicesVirtualDirectory[], url: string) {
  const different = directories.filter(({ externalUrl }) => externalUrl && !isSameAddress(externalUrl, url))
  const possible = different.filter(({ externalUrl = '' }) => externalUrl && isPublic(externalUrl))
  const names = new Set(
    directories.flatMap(({ externalUrl }) => (externalUrl && isPublic(externalUrl) ? [externalUrl.toLowerCase()] : [])),
  )
  const ofItsOwn = names.size > 1 ? possible : []
  const wrong = directories.flatMap((directory): Setting[] => {
    const was = directory.externalUrl
    if (was === undefined || ofItsOwn.includes(directory)) return []
    return was === null || different.includes(directory) ? [{ directory, parameter: 'ExternalUrl', was }] : []
  })
  return { wrong, ofItsOwn }
}

function isPublic(address: string): boolean {
  return URL.canParse(address) && /^https:/i.test(address) && !isInsideName(address)
}

function set({ directory: { identity }, parameter }: Setting, url: string | null, comment: string) {
  // It asks where the server cannot find the name of the address (general knowledge), and where nobody can answer it fails.
  const parameters = { Identity: identity, [parameter]: url, Force: true }
  return command('Set-WebServicesVirtualDirectory', parameters, comment)
}
