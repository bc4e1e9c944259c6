import type { ArtifactName } from '../../artifacts/artifacts.ts'
import type { AddressScope, AutodiscoverService } from '../../artifacts/autodiscover-service.ts'
import type { ServiceGlance } from '../../artifacts/autodiscover-services.ts'
import { type Failure, failureClause, isOfProxy } from '../../artifacts/failure.ts'
import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { isOfResolver, isWithoutConnection } from '../failure-kinds.ts'
import { hostOf } from './leading.ts'
import { answerAt, type ServiceTrouble, signInElsewhere, troubleOf } from './service-trouble.ts'
import { labelOf, rankOf, serviceNotAskedWords, wordsAt } from './service-words.ts'

export default defineCheck({
  meta: {
    id: 'autodiscover/services',
    step: 'autodiscover',
    subject: 'What answers for Outlook’s other services',
    needs: ['autodiscover', 'autodiscoverServices'],
    guide: ['exchange.autodiscover'],
    why: 'Autodiscover names the places of free/busy times, automatic replies, the address book, Outlook on the web and MAPI over HTTP beside that of EWS. Where one is wrong, sync works, and people in Outlook miss that one thing.',
    outcomes: {
      answer: {
        verdict: 'pass',
        title: 'Autodiscover gives addresses for Outlook’s other services, and what was asked there answers',
      },
      'signs-in-elsewhere': {
        verdict: 'pass',
        title:
          'Autodiscover gives addresses for Outlook’s other services, and people sign in for {what} at {elsewhere}, as with AD FS',
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
      'server-error': {
        verdict: 'warn',
        title: 'Autodiscover leads clients for {what} to {url}, which fails with {status}',
        advice:
          'Look at the server behind {host}: 503 is what Windows says for an application pool that is stopped (Get-WebAppPoolState), and a balancer when it has no server. Where neither is so, set the ExternalUrl with {command}. Until then, {breaks}.',
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
      return { blocked: { by: 'autodiscover', reason: t`Autodiscover gives no settings, and so no address.` } }
    }
    const seen = given.map((found) => `${labelOf(found.services)}: ${found.url}: ${seenAt(found)}`)
    const { troubles, unseen } = lookedAt(given)
    const worst = troubles.toSorted((left, right) => rankOf(left.services) - rankOf(right.services))[0]
    if (worst) {
      const { url, exchange } = worst.found
      const { outcome, detail } = worst.trouble
      const evidence = { url, host: hostOf(url), status: exchange?.status, detail, given: seen }
      return { outcome, evidence: { ...wordsAt(url, worst.services), ...evidence } }
    }
    for (const service of ['availability', 'address-book'] as const) {
      if (given.some((found) => servicesFor('outside', found).includes(service))) continue
      // ASUrl comes from the same setting as EwsUrl, whose check tells of it.
      if (service === 'availability' && settings.externalEwsUrl === undefined) continue
      return { outcome: 'missing', evidence: { ...wordsAt('', [service]), given: seen } }
    }
    if (unseen) {
      return { blocked: { by: inTheWay(unseen), reason: `${failureClause(unseen)}.` }, failure: unseen }
    }
    for (const found of given) {
      const elsewhere = signInElsewhere(found)
      const services = servicesFor('outside', found)
      if (elsewhere === undefined || services.length === 0) continue
      const { what } = wordsAt(found.url, services)
      return { outcome: 'signs-in-elsewhere', evidence: { what, elsewhere, url: found.url, given: seen } }
    }
    return { outcome: 'answer', evidence: { given: seen } }
  },
})

type Troubled = { found: ServiceGlance; services: AutodiscoverService[]; trouble: ServiceTrouble }

/** Where the findings of that server tell of the failure. */
function inTheWay(failure: Failure): ArtifactName {
  const { code } = failure
  if (isOfResolver(failure) || code === 'name-not-found' || code === 'no-address') return 'dnsAnswers'
  return isWithoutConnection(failure) || isOfProxy(failure) ? 'tlsHandshake' : 'autodiscoverServices'
}

/** What is wrong for clients outside, and the first failure of a server that has findings of its own about that. */
function lookedAt(given: readonly ServiceGlance[]): { troubles: Troubled[]; unseen: Failure | undefined } {
  const anyway = new Set(given.filter(({ notAsked }) => notAsked === 'looked-at-anyway').map(({ url }) => hostOf(url)))
  const troubles: Troubled[] = []
  let unseen: Failure | undefined
  for (const found of given) {
    const services = servicesFor('outside', found)
    // An address for the inside alone is shown; whether it works here says nothing of the vendor's clients.
    if (services.length === 0) continue
    // A server that this run looks at anyway has findings of its own about its connection and its certificate.
    const isKnown = anyway.has(hostOf(found.url))
    if (isKnown && found.failure) {
      unseen ??= found.failure
      continue
    }
    const trouble = troubleOf(found, isKnown ? undefined : found.certificateProblem)
    if (trouble && !(isKnown && trouble.outcome === 'unlike-exchange')) troubles.push({ found, services, trouble })
  }
  return { troubles, unseen }
}

function servicesFor(scope: AddressScope, { services }: ServiceGlance): AutodiscoverService[] {
  return services.filter((each) => each.scope === scope).map(({ service }) => service)
}

function seenAt(found: ServiceGlance): string {
  if (found.notAsked) return serviceNotAskedWords[found.notAsked]
  return found.failure ? failureClause(found.failure) : answerAt(found)
}
