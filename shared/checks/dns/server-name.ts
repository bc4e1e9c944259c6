import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { cutEvidence } from './service-names.ts'

export default defineCheck({
  meta: {
    id: 'dns/server-name',
    step: 'dns',
    subject: 'The name of the Exchange server',
    needs: ['dnsAnswers'],
    guide: ['exchange.ews-visible'],
    why: 'Every client begins by looking the server’s name up. A name without an address ends there, whatever else is right.',
    outcomes: {
      resolves: { verdict: 'pass', title: '{name} leads to {addresses}' },
      'does-not-exist': {
        verdict: 'fail',
        title: '{name} does not exist in DNS',
        advice:
          'Create a DNS record for {name}, or correct the EWS address if the name is mistyped. {resolver} was asked.',
      },
      'no-address': {
        verdict: 'fail',
        title: '{name} exists in DNS but has no address',
        advice: 'Add an A record for {name} that leads to the server or the load balancer. {resolver} was asked.',
      },
      'alias-broken': {
        verdict: 'fail',
        title: '{name} is an alias of {target}, which has no address',
        advice: 'Create a record for {target}, or let {name} lead to a name that has an address. {resolver} was asked.',
      },
      'alias-loop': {
        verdict: 'fail',
        title: 'The aliases of {name} lead back to themselves',
        advice:
          'Break the circle: let one of these names have an A record instead of an alias. Clients give up on it, and some resolvers answer SERVFAIL.',
      },
      'resolver-silent': {
        verdict: 'unknown',
        title: 'DNS gave no answer about {name}',
        advice: 'Check that this machine can reach the resolver {resolver}; a resolver that answers would tell.',
      },
    },
  },
  run: ({ dnsAnswers }) => {
    const answer = dnsAnswers.names.find((candidate) => candidate.purpose === 'ews')
    if (!answer) {
      const reason = t`The EWS address is not known: the organisation names none, and Autodiscover gave none of your own.`
      return { blocked: { by: 'endpoints', reason } }
    }
    const evidence = {
      name: answer.name,
      resolver: answer.resolver,
      addresses: answer.addresses.map(({ address }) => address),
      ...cutEvidence(answer),
      ...(answer.aliases.length > 0 && { aliases: answer.aliases.map(({ name, target }) => `${name} → ${target}`) }),
    }
    if (answer.addresses.length > 0) return { outcome: 'resolves', evidence }
    const [target] = answer.aliases.map((alias) => alias.target).slice(-1)
    const told = answer.failure?.code === 'name-not-found' || answer.failure?.code === 'no-address'
    if (told && target !== undefined) {
      const circle = answer.aliases.some(({ name }) => name.toLowerCase() === target.toLowerCase())
      return { outcome: circle ? 'alias-loop' : 'alias-broken', evidence: { ...evidence, target } }
    }
    if (answer.failure?.code === 'name-not-found') return { outcome: 'does-not-exist', evidence }
    if (answer.failure?.code === 'no-address') return { outcome: 'no-address', evidence }
    return { outcome: 'resolver-silent', evidence }
  },
})
