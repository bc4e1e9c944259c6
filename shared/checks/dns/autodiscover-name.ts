import { defineCheck } from '../check.ts'
import { cutEvidence } from './service-names.ts'

export default defineCheck({
  meta: {
    id: 'dns/autodiscover-name',
    step: 'dns',
    subject: 'The Autodiscover name',
    needs: ['dnsAnswers', 'dnsRecords'],
    guide: ['exchange.autodiscover'],
    why: 'A client that knows only a mail address looks for autodiscover under its domain. Without it, users type server settings by hand.',
    outcomes: {
      resolves: { verdict: 'pass', title: '{name} leads to {addresses}' },
      wildcard: {
        verdict: 'warn',
        title: '{name} has no record of its own; a wildcard answers for it with {addresses}',
        advice:
          'Create a record for {name} that leads to the server that answers Autodiscover: now clients ask whatever web server stands behind the wildcard.',
      },
      missing: {
        verdict: 'warn',
        title: '{name} has no address in DNS',
        advice: 'Create a DNS record for {name} that leads to the server that answers Autodiscover.',
      },
      'resolver-silent': {
        verdict: 'unknown',
        title: 'DNS gave no answer about {name}',
        advice: 'Check that this machine can reach the resolver {resolver}; a resolver that answers would tell.',
      },
    },
  },
  run: ({ dnsAnswers, dnsRecords }) => {
    // Where the server itself is called autodiscover, its one answer stands under the purpose of EWS.
    const answer = dnsAnswers.names.find(({ name }) => name.startsWith('autodiscover.'))
    if (!answer) return { outcome: 'resolver-silent', evidence: { name: 'autodiscover', resolver: 'none' } }
    const addresses = answer.addresses.map(({ address }) => address)
    const evidence = { name: answer.name, resolver: answer.resolver, addresses, ...cutEvidence(answer) }
    const { unusedName } = dnsRecords
    const server = dnsAnswers.names.find(({ purpose }) => purpose === 'ews')?.addresses.map(({ address }) => address)
    const byWildcard = addresses.length > 0 && addresses.every((address) => unusedName.addresses.includes(address))
    // A wildcard that leads to the server itself does no harm.
    if (byWildcard && !addresses.some((address) => server?.includes(address))) return { outcome: 'wildcard', evidence }
    if (addresses.length > 0) return { outcome: 'resolves', evidence }
    const told = answer.failure?.code === 'name-not-found' || answer.failure?.code === 'no-address'
    return { outcome: told ? 'missing' : 'resolver-silent', evidence }
  },
})
