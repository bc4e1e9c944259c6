import { defineCheck } from '../check.ts'

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
      const reason =
        'The EWS address is not known: the organisation names none, and Autodiscover gave none of your own.'
      return { blocked: { by: 'endpoints', reason } }
    }
    const evidence = {
      name: answer.name,
      resolver: answer.resolver,
      addresses: answer.addresses.map(({ address }) => address),
      ...(answer.aliases.length > 0 && { aliases: answer.aliases.map(({ name, target }) => `${name} → ${target}`) }),
    }
    if (answer.addresses.length > 0) return { outcome: 'resolves', evidence }
    if (answer.failure?.code === 'name-not-found') return { outcome: 'does-not-exist', evidence }
    if (answer.failure?.code === 'no-address') return { outcome: 'no-address', evidence }
    return { outcome: 'resolver-silent', evidence }
  },
})
