import { t } from '../language/translate.ts'
import type { Configuration, WebServicesVirtualDirectory } from '../management/configuration.ts'
import { type ConfiguredLayer, layerOf, type Remark } from './configured-layer.ts'
import type { EwsQuestion } from './ews-question.ts'
import { frontEnds, namesOfServers } from './servers.ts'

/** What Get-WebServicesVirtualDirectory says of EWS in IIS: by which sign-in, and which address clients are told. */
export function configuredVirtualDirectory(
  configuration: Configuration,
  { scheme, url }: Pick<EwsQuestion, 'scheme' | 'url'>,
): ConfiguredLayer {
  const cmdlets = ['Get-WebServicesVirtualDirectory'] as const
  const directories = frontEnds(configuration)
  if (!directories) {
    const sentence = t`What is configured is not known: Get-WebServicesVirtualDirectory was not read.`
    return layerOf([], [{ state: 'not-known', sentence, missing: cmdlets }])
  }
  if (directories.length === 0) {
    const sentence = t`Configured as: no server has a virtual directory for EWS.`
    return layerOf(cmdlets, [{ state: 'shut', sentence }])
  }
  return layerOf(cmdlets, [signIn(directories, scheme), ...addresses(directories, url)])
}

/** Whether a server takes the sign-in that is meant, or either where none is; undefined is not told. */
function takes(directory: WebServicesVirtualDirectory, scheme: EwsQuestion['scheme']): boolean | undefined {
  const { windowsAuthentication, basicAuthentication } = directory
  const flags =
    scheme === 'ntlm'
      ? [windowsAuthentication]
      : scheme === 'basic'
        ? [basicAuthentication]
        : [windowsAuthentication, basicAuthentication]
  if (flags.includes(true)) return true
  return flags.some((flag) => flag === undefined || flag === null) ? undefined : false
}

function signIn(directories: readonly WebServicesVirtualDirectory[], scheme: EwsQuestion['scheme']): Remark {
  const wanted = { ntlm: t`Windows authentication`, basic: t`Basic` }
  const what = scheme ? wanted[scheme] : t`Windows or Basic authentication`
  const without = directories.filter((directory) => takes(directory, scheme) === false)
  const untold = directories.filter((directory) => takes(directory, scheme) === undefined)
  const remedy = 'ews-authentication'
  if (without.length === directories.length) {
    return {
      state: 'shut',
      sentence: t`Configured as: EWS takes no ${what} on any server (${namesOfServers(without)}).`,
      remedy,
    }
  }
  if (without.length > 0) {
    const others = directories.filter((directory) => !without.includes(directory))
    const sentence = t`Configured as: EWS takes no ${what} on ${namesOfServers(without)}, unlike ${namesOfServers(others)}.`
    return { state: 'doubtful', sentence, remedy }
  }
  if (untold.length > 0) {
    const sentence = t`Whether EWS takes ${what} on ${namesOfServers(untold)} was not told.`
    const missing = ['Get-WebServicesVirtualDirectory WindowsAuthentication, BasicAuthentication']
    return { state: 'not-known', sentence, missing }
  }
  const kinds = new Set(
    directories.map(
      ({ windowsAuthentication, basicAuthentication }) =>
        `${windowsAuthentication === true}, ${basicAuthentication === true}`,
    ),
  )
  if (kinds.size > 1 && !scheme) {
    return {
      state: 'doubtful',
      sentence: t`Configured as: the servers take different sign-ins (${differing(directories)}).`,
      // Windows authentication at all of them is enough for a client; that Basic differs is for somebody to decide.
      remedy: directories.some(({ windowsAuthentication }) => windowsAuthentication === false) ? remedy : undefined,
    }
  }
  return { state: 'open', sentence: t`Configured as: EWS takes ${what} on ${namesOfServers(directories)}.` }
}

function differing(directories: readonly WebServicesVirtualDirectory[]): string {
  const groups = Map.groupBy(directories, kindOf)
  return [...groups].map(([kind, servers]) => `${namesOfServers(servers)}: ${kind}`).join('; ')
}

function kindOf({ windowsAuthentication, basicAuthentication }: WebServicesVirtualDirectory): string {
  if (windowsAuthentication && basicAuthentication) return t`Windows authentication and Basic`
  return windowsAuthentication ? t`Windows authentication` : t`Basic`
}

/** Addresses are for clients that ask Autodiscover: one that knows the published address is not kept out by a wrong one. */
function addresses(directories: readonly WebServicesVirtualDirectory[], url: string | undefined): Remark[] {
  const remedy = 'ews-urls'
  const remarks: Remark[] = []
  const withoutExternal = directories.filter(({ externalUrl }) => externalUrl === null || externalUrl === '')
  if (withoutExternal.length > 0) {
    const sentence = t`Configured as: ${namesOfServers(withoutExternal)} has no ExternalUrl, so that Autodiscover tells clients outside no address of EWS.`
    remarks.push({ state: 'doubtful', sentence, remedy })
  }
  const withoutInternal = directories.filter(({ internalUrl }) => internalUrl === null || internalUrl === '')
  if (withoutInternal.length > 0) {
    const sentence = t`Configured as: ${namesOfServers(withoutInternal)} has no InternalUrl, so that Autodiscover tells clients inside no address of EWS.`
    remarks.push({ state: 'doubtful', sentence, remedy })
  }
  const other =
    url === undefined ? [] : directories.filter(({ externalUrl }) => externalUrl && !isSameAddress(externalUrl, url))
  if (url !== undefined && other.length > 0) {
    const told = [...new Set(other.map(({ externalUrl }) => externalUrl))].join(', ')
    const sentence = t`Configured as: clients outside are told ${told} by ${namesOfServers(other)}, and ${url} is the one that is meant.`
    remarks.push({ state: 'doubtful', sentence, remedy })
  }
  const external = new Set(directories.map(({ externalUrl }) => externalUrl ?? ''))
  if (external.size > 1 && remarks.length === 0) {
    const sentence = t`Configured as: the servers tell clients outside different addresses (${[...external].join(', ')}).`
    remarks.push({ state: 'doubtful', sentence, remedy })
  }
  return remarks
}

/** Whether two addresses lead to the same place; what is no address is only like itself. */
export function isSameAddress(left: string, right: string): boolean {
  if (!URL.canParse(left) || !URL.canParse(right)) return left.trim().toLowerCase() === right.trim().toLowerCase()
  const [one, other] = [new URL(left), new URL(right)]
  return one.origin === other.origin && trimmedPath(one) === trimmedPath(other)
}

function trimmedPath({ pathname }: URL): string {
  return pathname.replace(/\/+$/, '').toLowerCase()
}
