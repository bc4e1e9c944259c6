import type { NameAnswer } from '../../artifacts/dns-answers.ts'
import type { ResolverView } from '../../artifacts/dns-comparison.ts'
import { failureSentence } from '../../artifacts/failure.ts'
import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { addressesOf, saysNothingThere, serviceNames } from './service-names.ts'

export default defineCheck({
  meta: {
    id: 'dns/resolvers-agree',
    step: 'dns',
    subject: 'The agreement of the resolvers',
    needs: ['dnsComparison'],
    guide: ['exchange.ews-visible'],
    why: 'A client asks whichever resolver it was given. Where two of them differ, some clients reach the server and others do not, and it looks like chance.',
    outcomes: {
      agree: { verdict: 'pass', title: 'The resolvers {resolvers} give the same answers' },
      'one-resolver': {
        verdict: 'pass',
        title: 'One resolver was asked, {resolvers}; there is none to compare it with',
      },
      missing: {
        verdict: 'fail',
        title: '{name} has an address at {knows}, and none at {misses}',
        advice: 'Create the record at {misses} too, or let the zone replicate to it; then clear its cache.',
      },
      'autodiscover-missing': {
        verdict: 'warn',
        title: '{name} has an address at {knows}, and none at {misses}',
        advice:
          'Create the record at {misses} too, or let the zone replicate to it; until then, users whose machine asks there type server settings by hand.',
      },
      different: {
        verdict: 'warn',
        title: '{name} leads to different addresses, depending on the resolver',
        advice:
          'Compare the answers below. Leave them where each site is meant to have an address of its own; else correct the record that is out of date: let the zone replicate, and clear the caches of the resolvers.',
      },
      refuses: {
        verdict: 'warn',
        title: 'The resolver {resolver} refuses or fails to answer for {name}, while another answers',
        advice:
          'Let {resolver} answer this network, and check where it forwards to; until then take it out of the list that clients are given.',
      },
      silent: {
        verdict: 'warn',
        title: 'The resolver {resolver} does not answer, while another does',
        advice:
          'Start the DNS service at {resolver}, open UDP and TCP 53 to it, or take it out of the list: clients that ask it first wait for seconds at each name.',
      },
    },
  },
  run: ({ dnsComparison }) => {
    const views = dnsComparison.inside.map(({ resolver, zone, names }) => ({
      resolver,
      zone,
      names: serviceNames(names),
    }))
    const resolvers = views.map(({ resolver }) => resolver)
    if (views.length < 2) {
      return { outcome: 'one-resolver', evidence: { resolvers: resolvers.length > 0 ? resolvers : ['none'] } }
    }
    const talking = views.filter((view) => view.names.some(isAnswer))
    const [first] = talking
    if (!first) {
      const failure = views[0]?.names[0]?.failure
      const reason = failure ? failureSentence(failure) : t`No resolver answered.`
      return { blocked: { by: 'dnsAnswers', reason } }
    }
    const zones = views.flatMap(({ resolver, zone }) =>
      zone ? [t`${resolver}: ${zone.serial} of ${zone.primary}`] : [],
    )
    const evidence = { resolvers, ...(zones.length > 0 && { zones }) }
    const asked = first.names.map(({ name, purpose }) => ({ name, purpose, answers: answersTo(name, talking) }))
    // EWS and ActiveSync are needed; Autodiscover is missed.
    const needed = asked.filter((each) => !isAutodiscover(each))
    for (const { name, purpose, answers } of [...needed, ...asked.filter(isAutodiscover)]) {
      const knows = answers.filter((each) => each.answer.addresses.length > 0)
      const misses = answers.filter((each) => saysNothingThere(each.answer))
      if (knows.length > 0 && misses.length > 0) {
        const list = { knows: knows.map(({ resolver }) => resolver), misses: misses.map(({ resolver }) => resolver) }
        const outcome = isAutodiscover({ purpose }) ? 'autodiscover-missing' : 'missing'
        return { outcome, evidence: { ...evidence, name, ...list } }
      }
    }
    for (const { name, answers } of asked) {
      const [usual, ...others] = answers.filter(({ answer }) => answer.addresses.length > 0)
      if (usual && others.some(({ answer }) => !fitTogether(answer, usual.answer))) {
        const seen = [usual, ...others].map(({ resolver, answer }) => `${resolver}: ${addressesOf(answer).join(', ')}`)
        return { outcome: 'different', evidence: { ...evidence, name, answers: seen } }
      }
    }
    const failing = views.flatMap(({ resolver, names }) => {
      const answer = names.find(({ failure }) => failure && !saysNothingThere({ failure }))
      return answer?.failure ? [{ resolver, name: answer.name, code: answer.failure.code }] : []
    })
    const [worst] = failing.toSorted((left, right) => rank(left.code) - rank(right.code))
    if (!worst) return { outcome: 'agree', evidence }
    const told = { ...evidence, resolver: worst.resolver, name: worst.name }
    return { outcome: worst.code === 'resolver-unreachable' ? 'silent' : 'refuses', evidence: told }
  },
})

function isAutodiscover({ purpose }: Pick<NameAnswer, 'purpose'>): boolean {
  return purpose === 'autodiscover'
}

function rank(code: string): number {
  return code === 'resolver-unreachable' ? 1 : 0
}

function isAnswer(answer: NameAnswer): boolean {
  return answer.addresses.length > 0 || saysNothingThere(answer)
}

/**
 * Resolvers may give a long list in parts; answers that share nothing are about different servers. Clients without IPv6
 * meet the IPv4 addresses alone, and there are resolvers that leave those of IPv6 out.
 */
function fitTogether(one: NameAnswer, other: NameAnswer): boolean {
  const fourFit = haveOneInCommon(one, other, 4) || !(hasAny(one, 4) || hasAny(other, 4))
  return fourFit && (!hasAny(one, 6) || !hasAny(other, 6) || haveOneInCommon(one, other, 6))
}

function hasAny({ addresses }: NameAnswer, wanted: 4 | 6): boolean {
  return addresses.some(({ family }) => family === wanted)
}

function haveOneInCommon(one: NameAnswer, { addresses, cutFrom }: NameAnswer, wanted: 4 | 6): boolean {
  // Of lists that were cut, what they share may be what is missing.
  if (one.cutFrom || cutFrom) return true
  return one.addresses.some(
    ({ address, family }) => family === wanted && addresses.some((other) => other.address === address),
  )
}

function answersTo(name: string, views: readonly Pick<ResolverView, 'resolver' | 'names'>[]) {
  const answers: { resolver: string; answer: NameAnswer }[] = []
  for (const { resolver, names } of views) {
    for (const answer of names) if (answer.name === name) answers.push({ resolver, answer })
  }
  return answers
}
