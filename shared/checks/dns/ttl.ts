import { failureSentence } from '../../artifacts/failure.ts'
import { counted, t } from '../../language/translate.ts'
import { defineCheck } from '../check.ts'
import { serviceNames } from './service-names.ts'

/** A change of address should have reached everybody by the next day. In seconds. */
const LONG_SECONDS = 86_400

export default defineCheck({
  meta: {
    id: 'dns/ttl',
    step: 'dns',
    subject: 'The time for which answers are kept',
    needs: ['dnsAnswers'],
    guide: ['exchange.ews-visible'],
    why: 'Resolvers keep an answer for as long as its record says. After a move or a failover, clients go to the old address for that long.',
    outcomes: {
      usual: { verdict: 'pass', title: 'Answers are kept for {longest} at most' },
      'not-told': { verdict: 'pass', title: 'This machine’s own lookup does not tell for how long answers are kept' },
      long: {
        verdict: 'warn',
        title: 'The answer for {name} is kept for {longest}',
        advice:
          'Shorten the time to live of {name} to an hour well before the server or its address changes; the old answer lives on for {longest}.',
      },
      zero: {
        verdict: 'warn',
        title: 'The answer for {name} may not be kept at all (a time to live of 0)',
        advice:
          'Raise the time to live of {name} to five minutes or more: now every connection waits for DNS, and a resolver that fails for a second fails them all.',
      },
    },
  },
  run: ({ dnsAnswers }) => {
    const names = serviceNames(dnsAnswers.names)
    const found = names.filter(({ addresses }) => addresses.length > 0)
    if (found.length === 0) {
      const failure = names[0]?.failure
      return { blocked: { by: 'dnsAnswers', reason: failure ? failureSentence(failure) : t`No name has an address.` } }
    }
    const times = found.flatMap(({ name, addresses, aliases }) =>
      [...aliases, ...addresses].flatMap(({ ttlSeconds }) => (ttlSeconds === undefined ? [] : [{ name, ttlSeconds }])),
    )
    const [one, ...others] = times
    if (!one) return { outcome: 'not-told' }
    const longest = others.reduce((most, each) => (each.ttlSeconds > most.ttlSeconds ? each : most), one)
    const seconds = times.map(({ name, ttlSeconds }) => `${name}: ${ttlSeconds} s`)
    const evidence = { name: longest.name, longest: inWords(longest.ttlSeconds), seconds: [...new Set(seconds)] }
    if (longest.ttlSeconds > LONG_SECONDS) return { outcome: 'long', evidence }
    const zero = times.find(({ ttlSeconds }) => ttlSeconds === 0)
    return zero ? { outcome: 'zero', evidence: { ...evidence, name: zero.name } } : { outcome: 'usual', evidence }
  },
})

const units: readonly { seconds: number; words: (count: number) => string }[] = [
  { seconds: 86_400, words: (count) => counted(count, 'day') },
  { seconds: 3_600, words: (count) => counted(count, 'hour') },
  { seconds: 60, words: (count) => counted(count, 'minute') },
]

function inWords(seconds: number): string {
  const unit = units.find(({ seconds: each }) => seconds >= each * 2 || (seconds >= each && seconds % each === 0))
  return unit ? unit.words(Math.round(seconds / unit.seconds)) : counted(seconds, 'second')
}
