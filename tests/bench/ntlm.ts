import { randomBytes } from 'node:crypto'
import { createRequire } from 'node:module'
import { loadMd4 } from '../../electron/engine/wire/ntlm/md4.ts'
import { createNtlmClient } from '../../electron/engine/wire/ntlm/ntlm-client.ts'
import { encodeChallenge, exchangeChallenge } from '../electron/engine/wire/ntlm/challenge-encoder.ts'
import type { HttpNtlm } from '../interop/peers/untyped-packages.ts'
import { type BenchRow, rowBeside } from './bench-row.ts'

const rounds = 60
const messagesPerRound = 50

/**
 * How long one Type 3 message takes to make out of a challenge as it comes over HTTP: ours, with MIC, channel binding
 * and key exchange, beside httpntlm's, which has none of them. Medians over many rounds that take turns, in
 * microseconds.
 */
export async function benchNtlm(): Promise<BenchRow[]> {
  await loadMd4()
  const httpntlm: HttpNtlm = createRequire(import.meta.url)('httpntlm')
  const account = { username: 'anna', password: 'Passw0rd!a', domain: 'CONTOSO', workstation: 'ADMIN-PC' }
  const header = `NTLM ${encodeChallenge(exchangeChallenge).toString('base64')}`

  const ours = () => {
    const client = createNtlmClient({
      username: 'CONTOSO\\anna',
      password: account.password,
      workstation: account.workstation,
      channelBinding: Buffer.alloc(16, 1),
      targetName: 'HTTP/mail.contoso.com',
      random: randomBytes,
      now: () => new Date(),
    })
    client.negotiate()
    return client.authenticate(Buffer.from(header.slice('NTLM '.length), 'base64')).toString('base64')
  }
  const theirs = () => {
    const type2 = httpntlm.ntlm.parseType2Message(header, (error) => {
      throw error
    })
    return httpntlm.ntlm.createType3Message(type2, { ...account })
  }

  const times = { ours: [] as number[], theirs: [] as number[] }
  measure(ours)
  measure(theirs)
  for (let round = 0; round < rounds; round++) {
    times.ours.push(measure(ours))
    times.theirs.push(measure(theirs))
  }
  return [
    rowBeside({
      name: 'NTLM authenticate message',
      unit: 'µs',
      ours: median(times.ours),
      peer: { name: 'httpntlm 1.8.13 (no MIC, no channel binding)', value: median(times.theirs) },
    }),
  ]
}

/** Microseconds per call, over one round. */
function measure(make: () => string): number {
  const began = performance.now()
  for (let count = 0; count < messagesPerRound; count++) make()
  return ((performance.now() - began) * 1000) / messagesPerRound
}

function median(values: number[]): number {
  const sorted = values.toSorted((one, other) => one - other)
  const middle = sorted[Math.floor(sorted.length / 2)] ?? 0
  return Math.round(middle * 10) / 10
}
