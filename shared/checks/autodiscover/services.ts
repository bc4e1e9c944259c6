import { kindOfAddress } from '../../artifacts/address-kind.ts'
import type { ServiceGlance } from '../../artifacts/autodiscover-services.ts'
import { type Failure, failureClause } from '../../artifacts/failure.ts'
import { answeredBy } from '../answered-by.ts'
import { defineCheck } from '../check.ts'
import { isOfResolver, isWithoutConnection } from '../failure-kinds.ts'
import { notAskedWords } from './addresses-answer.ts'
import { hostOf, isInsideName } from './leading.ts'

export default defineCheck({
  meta: {
    id: 'autodiscover/services',
    step: 'autodiscover',
    subject: 'What answers for free/busy times and the address book',
    needs: ['autodiscover', 'autodiscoverServices'],
    guide: ['exchange.autodiscover'],
    why: 'Autodiscover names the places of free/busy times and of the offline address book beside that of mail. Where one is wrong, mail works, and people see no one’s free times or an address book that grows old.',
    outcomes: {
      answer: {
        verdict: 'pass',
        title:
          'Autodiscover gives addresses for free/busy times and the address book, and what is not that of EWS answers',
      },
      missing: {
        verdict: 'warn',
        title: 'Autodiscover gives clients outside no address for {what}',
        advice: 'Set the ExternalUrl on each server with {command}. Until then, {breaks}.',
      },
      'inside-name': {
        verdict: 'warn',
        title: 'Autodiscover leads clients outside for {what} to {url}, a name that only the inside knows',
        advice: 'Set the ExternalUrl on each server to the published name, with {command}. Until then, {breaks}.',
      },
      unanswered: {
        verdict: 'warn',
        title: 'Autodiscover leads clients for {what} to {url}, where nothing answers',
        advice:
          'Set the ExternalUrl to the published name on each server, with {command}. Until then, {breaks}. Seen: {detail}.',
      },
      untrusted: {
        verdict: 'warn',
        title: 'Autodiscover leads clients for {what} to {url}, whose certificate is not trusted: {detail}',
        advice:
          'Assign a certificate that covers {host}, or set the ExternalUrl to the published name with {command}. Until then, {breaks}.',
      },
      'other-answer': {
        verdict: 'warn',
        title: 'Autodiscover leads clients for {what} to {url}, which answers {status} instead of asking for a sign-in',
        advice:
          'Set the ExternalUrl to the address of Exchange, with its whole path, by {command}. Until then, {breaks}.',
      },
      'unlike-exchange': {
        verdict: 'warn',
        title:
          'Autodiscover leads clients for {what} to {url}, where something asks for a password without a sign of being Exchange',
        advice:
          'Look whose server {host} is. Where it is a web site, set the ExternalUrl to the address of Exchange with {command}: whoever runs the site is sent the password. A proxy of your own that lets Basic alone through looks like that too, and needs nothing.',
      },
    },
  },
  run: ({ autodiscover: { settings }, autodiscoverServices: { given } }) => {
    if (!settings) {
      return { blocked: { by: 'autodiscover', reason: 'Autodiscover gives no settings, and so no address.' } }
    }
    const seen = given.map((found) => `${found.services.map(labelOf).join('; ')}: ${found.url}: ${seenAt(found)}`)
    const anyway = new Set(
      given.filter(({ notAsked }) => notAsked === 'looked-at-anyway').map(({ url }) => hostOf(url)),
    )
    let unseen: Failure | undefined
    for (const found of given) {
      const service = found.services.find(({ scope }) => scope === 'outside')?.service
      // An address for the inside alone is shown; whether it works here says nothing of the vendor's clients.
      if (!service) continue
      // A server that this run looks at anyway has findings of its own about its connection and its certificate.
      const isKnown = anyway.has(hostOf(found.url))
      if (isKnown && found.failure) {
        unseen ??= found.failure
        continue
      }
      const trouble = troubleOf(isKnown ? { ...found, certificateProblem: undefined } : found)
      if (!trouble || (isKnown && trouble.outcome === 'unlike-exchange')) continue
      const { url, exchange } = found
      const evidence = { url, host: hostOf(url), status: exchange?.status, detail: trouble.detail, given: seen }
      return { outcome: trouble.outcome, evidence: { ...words[service], ...evidence } }
    }
    for (const service of ['availability', 'address-book'] as const) {
      if (isGiven(given, service, 'outside')) continue
      // ASUrl comes from the same setting as EwsUrl, whose check tells of it.
      if (service === 'availability' && settings.externalEwsUrl === undefined) continue
      return { outcome: 'missing', evidence: { ...words[service], given: seen } }
    }
    if (unseen) return { blocked: { by: 'autodiscoverServices', reason: `${failureClause(unseen)}.` } }
    return { outcome: 'answer', evidence: { given: seen } }
  },
})

type Service = ServiceGlance['services'][number]['service']

const words = {
  availability: {
    what: 'free/busy times (ASUrl)',
    command: 'Set-WebServicesVirtualDirectory',
    breaks: 'Outlook and whatever else goes by ASUrl see nobody’s free/busy times',
  },
  'address-book': {
    what: 'the offline address book (OABUrl)',
    command: 'Set-OabVirtualDirectory',
    breaks: 'Outlook downloads no offline address book, and reports 0x8004010F',
  },
} as const satisfies Readonly<Record<Service, object>>

function labelOf({ service, scope }: ServiceGlance['services'][number]): string {
  return `${words[service].what}, ${scope}`
}

function isGiven(given: readonly ServiceGlance[], service: Service, scope: 'inside' | 'outside'): boolean {
  return given.some(({ services }) => services.some((each) => each.service === service && each.scope === scope))
}

function seenAt({ notAsked, failure, certificateProblem, exchange }: ServiceGlance): string {
  if (notAsked) return notAskedWords[notAsked]
  if (failure) return failureClause(failure)
  return `${exchange?.status ?? 'no answer'}${certificateProblem ? `; ${certificateProblem}` : ''}`
}

type Trouble = {
  outcome: 'inside-name' | 'unanswered' | 'untrusted' | 'other-answer' | 'unlike-exchange'
  detail?: string
}

function troubleOf({
  url,
  failure,
  certificateProblem,
  exchange,
  schemes,
  notAsked,
}: Omit<ServiceGlance, 'certificateProblem'> & { certificateProblem?: string | undefined }): Trouble | undefined {
  if (notAsked === 'foreign-host' && isInsideName(url)) return { outcome: 'inside-name' }
  if (notAsked) return undefined
  if (failure) {
    if (isOfResolver(failure)) return undefined
    const isOutside = exchange?.address !== undefined && kindOfAddress(exchange.address) === 'public'
    if (isOutside && isWithoutConnection(failure)) return undefined
    return { outcome: 'unanswered', detail: failureClause(failure) }
  }
  if (certificateProblem) return { outcome: 'untrusted', detail: certificateProblem }
  if (exchange?.status !== 401) return { outcome: 'other-answer' }
  const isWindows = schemes.includes('ntlm') || schemes.includes('negotiate')
  return isWindows || answeredBy(exchange) !== 'in-front' ? undefined : { outcome: 'unlike-exchange' }
}
