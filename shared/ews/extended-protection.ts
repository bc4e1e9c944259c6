import { t } from '../language/translate.ts'
import type { Configuration, WebServicesVirtualDirectory } from '../management/configuration.ts'
import { type ConfiguredLayer, layerOf, type Remark } from './configured-layer.ts'
import type { EwsQuestion } from './ews-question.ts'
import { frontEnds, namesOfServers, serverOf } from './servers.ts'

/** What Get-WebServicesVirtualDirectory says of Extended Protection, which is about NTLM alone: Basic passes it by. */
export function configuredExtendedProtection(
  configuration: Configuration,
  { scheme }: Pick<EwsQuestion, 'scheme'>,
): ConfiguredLayer {
  const cmdlets = ['Get-WebServicesVirtualDirectory'] as const
  const directories = frontEnds(configuration) ?? []
  const untold = directories.filter(({ extendedProtectionTokenChecking }) => !extendedProtectionTokenChecking)
  if (directories.length === 0 || untold.length > 0) {
    const missing = ['Get-WebServicesVirtualDirectory ExtendedProtectionTokenChecking']
    const sentence = t`What is configured is not known: ${missing[0]} was not read.`
    return layerOf(directories.length > 0 ? cmdlets : [], [{ state: 'not-known', sentence, missing }])
  }
  // Where EWS takes no Windows authentication there is no NTLM that could be refused.
  const concerned = directories.filter(({ windowsAuthentication }) => windowsAuthentication !== false)
  if (concerned.length === 0) {
    const sentence = t`Configured as: Extended Protection concerns nobody, since EWS takes no Windows authentication.`
    return layerOf(cmdlets, [{ state: 'open', sentence }])
  }
  return layerOf(cmdlets, [setting(concerned, scheme), ...flags(concerned)])
}

function setting(directories: readonly WebServicesVirtualDirectory[], scheme: EwsQuestion['scheme']): Remark {
  const requiring = directories.filter(({ extendedProtectionTokenChecking: checking }) => checking === 'Require')
  const kinds = new Set(directories.map(({ extendedProtectionTokenChecking: checking }) => checking))
  const remedy = 'ews-extended-protection'
  if (requiring.length === 0) {
    const [only] = kinds
    if (kinds.size > 1) {
      return {
        state: 'open',
        sentence: t`Configured as: Extended Protection differs from server to server (${values(directories)}), and none requires it.`,
      }
    }
    return only === 'Allow'
      ? {
          state: 'open',
          sentence: t`Configured as: Extended Protection is Allow, so that a client that says nothing of its connection is let in.`,
        }
      : {
          state: 'open',
          sentence: t`Configured as: Extended Protection is None, so that no connection is checked; a sign-in can be passed on by others.`,
        }
  }
  const basicWorks = scheme !== 'ntlm' && requiring.every(({ basicAuthentication }) => basicAuthentication === true)
  if (scheme === 'basic') {
    return {
      state: 'open',
      sentence: t`Configured as: Extended Protection is Require on ${namesOfServers(requiring)}, which is about NTLM and not about Basic.`,
    }
  }
  if (basicWorks) {
    const sentence = t`Configured as: Extended Protection is Require on ${namesOfServers(requiring)}: NTLM works only for clients that name their connection, and Basic for all.`
    return { state: 'doubtful', sentence, remedy }
  }
  if (requiring.length < directories.length) {
    const sentence = t`Configured as: Extended Protection differs from server to server (${values(directories)}): where it is Require, NTLM is refused from clients that say nothing of their connection.`
    return { state: 'doubtful', sentence, remedy }
  }
  const sentence = t`Configured as: Extended Protection is Require: NTLM is refused from clients that say nothing of their connection, as clients outside of Windows often do.`
  return { state: 'shut', sentence, remedy }
}

function values(directories: readonly WebServicesVirtualDirectory[]): string {
  return directories
    .map((directory) => `${serverOf(directory)}: ${directory.extendedProtectionTokenChecking}`)
    .join(', ')
}

/** With Proxy set, the name that a client asked for is checked in the place of the connection. */
function flags(directories: readonly WebServicesVirtualDirectory[]): Remark[] {
  const set = [...new Set(directories.flatMap(({ extendedProtectionFlags = [] }) => extendedProtectionFlags))].filter(
    (flag) => !/^None$/i.test(flag),
  )
  if (set.length === 0) return []
  return [{ state: 'open', sentence: t`Its flags are ${set.join(', ')}.` }]
}
