import type { NameAnswer } from '../../../shared/artifacts/dns-answers.ts'

/** Of each family. Nobody publishes so many for Exchange; an answer over TCP has room for four thousand. */
const MOST_ADDRESSES = 50
/** Resolvers follow about sixteen. */
const MOST_ALIASES = 20

/** The answer with as many addresses and aliases as are kept, the first of each, and how many there were where that is not all. */
export function boundedAnswer(answer: NameAnswer): NameAnswer {
  const { addresses, aliases } = answer
  const ofFamily = (wanted: 4 | 6) => addresses.filter(({ family }) => family === wanted).slice(0, MOST_ADDRESSES)
  const kept = new Set([...ofFamily(4), ...ofFamily(6)])
  if (kept.size === addresses.length && aliases.length <= MOST_ALIASES) return answer
  return {
    ...answer,
    // In the order in which they came, which is the one in which clients take them.
    addresses: addresses.filter((address) => kept.has(address)),
    aliases: aliases.slice(0, MOST_ALIASES),
    cutFrom: { addresses: addresses.length, aliases: aliases.length },
  }
}
