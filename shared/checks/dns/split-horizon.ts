import { kindOfAddress } from '../../artifacts/address-kind.ts'
import type { NameAnswer } from '../../artifacts/dns-answers.ts'
import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { addressesOf, isReachableFromOutside, saysNothingThere, serviceNames } from './service-names.ts'

export default defineCheck({
  meta: {
    id: 'dns/split-horizon',
    step: 'dns',
    subject: 'The view of the internet',
    needs: ['dnsAnswers', 'dnsComparison'],
    guide: ['exchange.ews-visible', 'exchange.firewall'],
    why: 'The vendor’s servers look the name up on the internet, where another answer may stand than inside. What the internet is told decides whether they come at all.',
    outcomes: {
      split: { verdict: 'pass', title: '{name} leads to {inside} inside, and to {outside} on the internet' },
      same: { verdict: 'pass', title: '{name} leads to {outside}, inside and on the internet' },
      'no-name': { verdict: 'pass', title: 'EWS is published by an address, so that DNS has no part in it' },
      'not-asked': {
        verdict: 'warn',
        title: 'What the internet is told of {name} was not looked at',
        advice:
          'Name a resolver that sees your domain as the internet does, under More settings of the organisation or in its file (outsideResolvers); it is asked for your own names alone.',
      },
      'outside-private': {
        verdict: 'fail',
        title: 'The internet is told the private address {private} for {name}',
        advice:
          'Replace the record in the public zone with the address at which the firewall publishes the server; no one outside reaches {private}.',
      },
      'outside-missing': {
        verdict: 'fail',
        title: '{name} has no address on the internet',
        advice:
          'Create the record of {name} in the public zone, with the address at which the firewall publishes the server.',
      },
      'autodiscover-missing': {
        verdict: 'warn',
        title: '{name} has an address inside, and none on the internet',
        advice:
          'Create the record of {name} in the public zone too; without it the vendor’s users type server settings by hand.',
      },
      'outside-silent': {
        verdict: 'unknown',
        title: 'No resolver told what the internet is told of {name}',
        advice:
          'Check that this machine may ask {resolver} (UDP and TCP 53 to the internet are often closed); an answer would tell.',
      },
    },
  },
  run: ({ dnsAnswers, dnsComparison }) => {
    const server = dnsAnswers.names.find(({ purpose }) => purpose === 'ews')
    if (!server) {
      const reason = t`The EWS address is not known: the organisation names none, and Autodiscover gave none of your own.`
      return { blocked: { by: 'endpoints', reason } }
    }
    const { name } = server
    if (server.resolver === 'literal') return { outcome: 'no-name', evidence: { address: name } }
    const resolvers = dnsComparison.outside.map(({ resolver }) => resolver)
    if (resolvers.length === 0) return { outcome: 'not-asked', evidence: { name } }
    const talking = dnsComparison.outside.find((view) => view.names.some((each) => each.name === name && isTold(each)))
    if (!talking) return { outcome: 'outside-silent', evidence: { name, resolver: resolvers } }
    const evidence = { name, resolver: talking.resolver, inside: addressesOf(server) }
    const outside = serviceNames(talking.names)
    for (const answer of outside) {
      const closed = addressesOf(answer).filter((address) => !isReachableFromOutside(kindOfAddress(address)))
      if (closed.length > 0)
        return { outcome: 'outside-private', evidence: { ...evidence, name: answer.name, private: closed } }
    }
    const missing = outside.filter(saysNothingThere)
    const unpublished = missing.find(({ purpose }) => purpose !== 'autodiscover')
    if (unpublished) return { outcome: 'outside-missing', evidence: { ...evidence, name: unpublished.name } }
    // Where it is missing inside as well, its own check says so.
    const lost = missing.find((each) =>
      dnsAnswers.names.some((known) => known.name === each.name && known.addresses.length > 0),
    )
    if (lost) return { outcome: 'autodiscover-missing', evidence: { ...evidence, name: lost.name } }
    const seen = outside.find((each) => each.name === name)
    const addresses = seen ? addressesOf(seen) : []
    const same = addresses.every((address) => evidence.inside.includes(address))
    return { outcome: same ? 'same' : 'split', evidence: { ...evidence, outside: addresses } }
  },
})

function isTold(answer: NameAnswer): boolean {
  return answer.addresses.length > 0 || saysNothingThere(answer)
}
