import { failureSentence } from '../../artifacts/failure.ts'
import { mailboxCloudOf } from '../../exchange/cloud-services.ts'
import { defineCheck } from '../check.ts'
import { hasNoAddress } from './service-names.ts'

export default defineCheck({
  meta: {
    id: 'dns/mail-exchanger',
    step: 'dns',
    subject: 'The mail exchanger',
    needs: ['dnsRecords'],
    guide: ['exchange.autodiscover'],
    why: 'Vendors and clients guess from the MX record who keeps a mailbox, and answers to what is sent over EWS come back by it.',
    outcomes: {
      present: { verdict: 'pass', title: 'Mail for {domain} goes to {exchanges}' },
      'not-inside': { verdict: 'pass', title: 'The zone that is answered inside holds no MX record of {domain}' },
      missing: {
        verdict: 'warn',
        title: '{domain} has no MX record on the internet',
        advice:
          'Create the MX record in the public zone: without it answers do not arrive, and a vendor that goes by it cannot tell who keeps the mailbox.',
      },
      'refuses-mail': {
        verdict: 'warn',
        title: '{domain} says that it takes no mail (a null MX record)',
        advice: 'Replace the record “0 .” with the name of the server that takes mail for {domain}.',
      },
      'target-missing': {
        verdict: 'warn',
        title: 'Mail for {domain} goes to {missing}, which has no address',
        advice: 'Create an A record for {missing}, or name a mail exchanger that has one.',
      },
      'another-service': {
        verdict: 'warn',
        title: 'Mail for {domain} goes to {service}, while the mailbox is looked for on this Exchange server',
        advice:
          'Tell the vendor that this mailbox is on your own Exchange server, and give the EWS address: one that goes by the MX record takes it for a mailbox of {service}.',
      },
      'no-answer': {
        verdict: 'unknown',
        title: 'DNS gave no answer about the MX record of {domain}',
        advice: '{reason} Ask {resolver} for the MX record by hand; an answer would tell.',
      },
    },
  },
  run: ({ dnsRecords }) => {
    const { domain, mailExchangers } = dnsRecords
    const { resolver, outside, records, failure } = mailExchangers
    // That a resolver on the internet is silent is told where the two views are compared.
    if (failure?.code === 'resolver-unreachable' && outside) {
      return { blocked: { by: 'dnsComparison', reason: failureSentence(failure) } }
    }
    if (failure) return { outcome: 'no-answer', evidence: { domain, resolver, reason: failureSentence(failure) } }
    const exchanges = records.map(({ exchange }) => exchange)
    const evidence = { domain, resolver, exchanges }
    if (exchanges.length === 0) return { outcome: outside ? 'missing' : 'not-inside', evidence }
    // RFC 7505: the root as the only exchanger.
    if (exchanges.every((exchange) => exchange === '.' || exchange === '')) return { outcome: 'refuses-mail', evidence }
    const missing = records
      // Many a network inside knows no names of the internet, so that a stranger's is not missed there.
      .filter((record) => hasNoAddress(record) && (outside || isUnder(domain, record.exchange)))
      .map(({ exchange }) => exchange)
    if (missing.length > 0) return { outcome: 'target-missing', evidence: { ...evidence, missing } }
    const service = exchanges.map(mailboxCloudOf).find((name) => name !== undefined)
    if (service) return { outcome: 'another-service', evidence: { ...evidence, service } }
    return { outcome: 'present', evidence }
  },
})

function isUnder(domain: string, name: string): boolean {
  return `.${name.toLowerCase().replace(/\.$/, '')}`.endsWith(`.${domain.toLowerCase()}`)
}
