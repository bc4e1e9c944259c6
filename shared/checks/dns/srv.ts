import type { NameAnswer } from '../../artifacts/dns-answers.ts'
import { failureSentence } from '../../artifacts/failure.ts'
import { t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { addressesOf, hasNoAddress, serviceNames } from './service-names.ts'

export default defineCheck({
  meta: {
    id: 'dns/srv',
    step: 'dns',
    subject: 'The SRV record of Autodiscover',
    needs: ['dnsAnswers', 'dnsRecords'],
    guide: ['exchange.autodiscover'],
    why: 'A client that finds Autodiscover at neither of its usual names asks for this record. Where it leads elsewhere, the client asks a stranger for the settings, or nobody.',
    outcomes: {
      leads: { verdict: 'pass', title: '{name} leads to {target}, port {port}' },
      none: { verdict: 'pass', title: 'There is no {name}, which the usual names make unnecessary' },
      'wrong-port': {
        verdict: 'warn',
        title: '{name} leads to port {port} of {target}, where Autodiscover is not published',
        advice: 'Correct the port of the record to {wanted}, or delete the record where autodiscover.{domain} exists.',
      },
      'target-missing': {
        verdict: 'warn',
        title: '{name} leads to {target}, which has no address',
        advice: 'Correct the target of the record, or delete the record where autodiscover.{domain} exists.',
      },
      'other-server': {
        verdict: 'warn',
        title: '{name} leads to {target}, which is none of the servers of this organisation that were asked',
        advice:
          'Check whether {target} still answers Autodiscover for {domain}; records that an earlier mail provider left are best deleted.',
      },
      'no-answer': {
        verdict: 'unknown',
        title: 'DNS gave no answer about {name}',
        advice: '{reason} Ask {resolver} by hand; some firewalls drop questions for SRV records.',
      },
    },
  },
  run: ({ dnsAnswers, dnsRecords }) => {
    const { domain, httpsPort, autodiscoverServices, unusedName } = dnsRecords
    const { name, resolver, records, failure } = autodiscoverServices
    if (failure) return { outcome: 'no-answer', evidence: { name, resolver, reason: failureSentence(failure) } }
    const [best] = records
    // RFC 2782: a target of "." says that there is decidedly no such service.
    if (!best || best.target === '.') return { outcome: 'none', evidence: { name, resolver } }
    const { target, port } = best
    const leading = records.map(
      (record) => t`${record.priority} ${record.weight} ${record.target}, port ${record.port}`,
    )
    const evidence = { name, domain, target, port, wanted: httpsPort, records: leading }
    const ours = serviceNames(dnsAnswers.names)
    if (best.addresses?.length === 0 && best.failure && !hasNoAddress(best)) {
      return { outcome: 'no-answer', evidence: { name: target, resolver, reason: failureSentence(best.failure) } }
    }
    if (hasNoAddress(best)) {
      // Of a name that clients connect to, its own check says that it has no address.
      const told = ours.find((answer) => answer.failure && answer.name === target.toLowerCase())?.failure
      if (told) return { blocked: { by: 'dnsAnswers', reason: failureSentence(told) } }
      return { outcome: 'target-missing', evidence }
    }
    // An address that a wildcard gives to every name makes none of them ours, unless the server itself is there.
    const byWildcard = (answer: NameAnswer) =>
      answer.purpose === 'autodiscover' && addressesOf(answer).some((each) => unusedName.addresses.includes(each))
    const addresses = ours.filter((answer) => !byWildcard(answer)).flatMap(addressesOf)
    const known = new Set([...ours.map((answer) => answer.name), ...addresses])
    const isOurs = [target.toLowerCase().replace(/\.$/, ''), ...(best.addresses ?? [])].some((each) => known.has(each))
    if (!isOurs) return { outcome: 'other-server', evidence }
    return { outcome: port === httpsPort ? 'leads' : 'wrong-port', evidence }
  },
})
