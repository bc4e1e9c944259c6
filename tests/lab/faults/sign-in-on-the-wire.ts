import { expect } from 'vitest'
import type { signInFaults } from '../../../lab/faults/sign-in.ts'
import type { Lab } from '../../../lab/lab.ts'
import { channelBindingOf } from '../../../lab/sign-in/channel-binding.ts'
import { type Answer, type Asking, asAlice, ask, oneConnection } from '../https-client.ts'
import { authenticate, type ClientOptions, negotiate } from '../sign-in/test-client.ts'
import { judge } from './tls-on-the-wire.ts'

const EWS = '/EWS/Exchange.asmx'
const EAS = '/Microsoft-Server-ActiveSync'

/** What each fault of signing in is on the wire. */
export function signInOnTheWire(lab: () => Lab): Record<keyof typeof signInFaults, () => Promise<void>> {
  const published = (path: string, asking: Asking = {}) => ask(lab(), path, asking)
  const ntlm = async (
    options: ClientOptions = {},
    to: typeof published = published,
  ): Promise<Answer & { challenge: Buffer | undefined }> => {
    const agent = oneConnection()
    try {
      const type1 = negotiate()
      const send = (token: Buffer) => to(EWS, { agent, headers: { Authorization: `NTLM ${token.toString('base64')}` } })
      const asked = await send(type1)
      const offered = asked.headers['www-authenticate']?.find((value) => value.startsWith('NTLM '))
      if (!offered) return { ...asked, challenge: undefined }
      const challenge = Buffer.from(offered.slice('NTLM '.length), 'base64')
      return { ...(await send(authenticate(type1, challenge, options))), challenge }
    } finally {
      agent.destroy()
    }
  }
  const shown = async () => channelBindingOf((await judge(lab(), 'mail.contoso.test')).certificate.raw)
  const reason = () => lab().log.at(-1)?.reason
  const statusesAt = async (to: typeof published, ...asked: ClientOptions[]) => {
    const found: number[] = []
    for (const options of asked) found.push((await ntlm(options, to)).status)
    return found
  }
  const statuses = (...asked: ClientOptions[]) => statusesAt(published, ...asked)
  const refusesRightPassword = async (why: string) => {
    expect(await statuses({})).toEqual([401])
    expect(reason()).toBe(why)
    expect((await ask(lab(), EWS, { headers: asAlice })).status).toBe(401)
    expect(lab().badSignIns('alice').total).toBe(0)
  }
  const wrong = Buffer.alloc(16, 7)
  const clockOf = ({ challenge }: { challenge: Buffer | undefined }) => {
    if (!challenge) throw new Error('No challenge came.')
    const info = challenge.subarray(challenge.readUInt32LE(44))
    // MsvAvTimestamp is the only pair of id 7 and eight bytes.
    const at = info.indexOf(Buffer.from([7, 0, 8, 0]))
    return Number(info.readBigUInt64LE(at + 4) / 10_000n - 11_644_473_600_000n)
  }
  const minutesOff = async () => Math.round((clockOf(await ntlm()) - Date.now()) / 60_000)

  /** What a bare first message of NTLM is answered with, under this name. */
  const toNtlm = async (name: string) => {
    const negotiate = Buffer.alloc(40)
    negotiate.write('NTLMSSP\0', 'latin1')
    negotiate.writeUInt32LE(1, 8)
    negotiate.writeUInt32LE(0xa208_8205, 12)
    const headers = { Authorization: `${name} ${negotiate.toString('base64')}` }
    return (await ask(lab(), EWS, { headers })).headers['www-authenticate']
  }

  /** Through the balancer NTLM binds to a certificate that is not the server's; at the server's own address it does not. */
  const bridged = async (withBasic: number) => {
    const atServer = (path: string, asking: Asking = {}) => ask(lab(), path, { ...asking, address: '127.0.0.11' })
    expect(await statuses({ binding: await shown() }, {})).toEqual([401, 200])
    expect((await judge(lab(), 'mail.contoso.test')).issuers[0]).toBe('Contoso Issuing CA 1')
    expect(lab().badSignIns('alice').total).toBe(0)
    expect((await ask(lab(), EWS, { headers: asAlice })).status).toBe(withBasic)
    expect((await ask(lab(), EAS, { headers: asAlice, method: 'OPTIONS' })).status).toBe(200)
    const own = await judge(lab(), 'mail.contoso.test', '127.0.0.11')
    expect(own.certificate.raw).not.toEqual((await judge(lab(), 'mail.contoso.test')).certificate.raw)
    expect(await statusesAt(atServer, { binding: channelBindingOf(own.certificate.raw) })).toEqual([200])
  }

  return {
    'ews-no-ntlm': async () => {
      expect((await ask(lab(), EWS)).headers['www-authenticate']).toEqual(['Negotiate'])
      expect((await ask(lab(), EWS, { headers: asAlice })).status).toBe(401)
      expect(await toNtlm('Negotiate')).toEqual(['Negotiate'])
      expect(lab().badSignIns('alice').total).toBe(0)
    },
    'ews-ntlm-in-negotiate-only': async () => {
      expect((await ask(lab(), EWS)).headers['www-authenticate']).toEqual(['Negotiate'])
      expect(await toNtlm('NTLM')).toEqual(['Negotiate'])
      expect(await toNtlm('Negotiate')).toEqual([expect.stringMatching(/^Negotiate TlRMTVNTUAACAAAA/)])
    },
    'wrong-password': async () => {
      const headers = { Authorization: `Basic ${Buffer.from(`alice:${lab().password}`).toString('base64')}` }
      expect((await ask(lab(), EWS, { headers })).status).toBe(401)
      expect((await ask(lab(), EAS, { headers, method: 'OPTIONS' })).status).toBe(401)
      expect(lab().badSignIns('alice')).toEqual({ total: 2, inARow: 2, lockedOut: false })
    },
    'basic-only': async () => {
      expect((await ask(lab(), EWS)).headers['www-authenticate']).toEqual(['Basic realm="mail.contoso.test"'])
      expect((await ask(lab(), EWS, { headers: asAlice })).status).toBe(200)
    },
    'account-locked': () => refusesRightPassword('locked-out'),
    'account-disabled': () => refusesRightPassword('account-disabled'),
    'account-logon-hours': () => refusesRightPassword('logon-hours'),
    'account-bound-to-workstations': () => refusesRightPassword('workstations'),
    'ntlm-denied-in-domain': async () => {
      expect(await statuses({})).toEqual([401])
      expect(reason()).toBe('ntlm-denied')
      expect((await ask(lab(), EWS, { headers: asAlice })).status).toBe(200)
    },
    'server-clock-ahead': async () => {
      expect(await minutesOff()).toBe(2 * 24 * 60)
      expect(reason()).toBe('clock-skew')
    },
    'server-clock-behind': async () => {
      expect(await minutesOff()).toBe(-3 * 24 * 60)
      expect(reason()).toBe('clock-skew')
    },
    'extended-protection-required': async () => {
      expect(await statuses({ binding: await shown() }, {}, { binding: wrong })).toEqual([200, 401, 401])
      expect((await ask(lab(), EWS, { headers: asAlice })).status).toBe(200)
    },
    'extended-protection-required-without-basic': async () => {
      expect(await statuses({ binding: await shown() }, {}, { binding: wrong })).toEqual([200, 401, 401])
      expect((await ask(lab(), EWS, { headers: asAlice })).status).toBe(401)
    },
    'extended-protection-off': async () => {
      expect(await statuses({ binding: await shown() }, {}, { binding: wrong })).toEqual([200, 200, 200])
    },
    'tls-opened-in-front': async () => {
      expect(await statuses({ binding: await shown() }, {})).toEqual([401, 200])
      expect((await judge(lab(), 'mail.contoso.test')).issuers[0]).toBe('Contoso Web Gateway CA')
      expect((await judge(lab(), 'autodiscover.contoso.test')).issuers[0]).toBe('Contoso Issuing CA 1')
    },
    'tls-opened-by-balancer': async () => {
      expect(await statuses({ binding: await shown() }, {})).toEqual([401, 200])
      expect((await judge(lab(), 'mail.contoso.test')).issuers[0]).toBe('Contoso Issuing CA 1')
    },
    'balancer-opens-tls': () => bridged(200),
    'balancer-opens-tls-without-basic': () => bridged(401),
    'proxy-signs-in-by-form': async () => {
      const answer = await ask(lab(), EWS)
      expect(answer).toMatchObject({ status: 200, body: expect.stringContaining('<form') })
      expect(answer.headers).not.toHaveProperty('x-feserver')
      expect((await ask(lab(), EAS)).status).toBe(401)
    },
    'proxy-redirects-to-form': async () => {
      const answer = await ask(lab(), EWS, { headers: asAlice })
      expect(answer.status).toBe(302)
      expect(answer.headers.location).toEqual([expect.stringContaining('/my.policy')])
    },
    'proxy-strips-challenges': async () => {
      const answer = await ask(lab(), EWS)
      expect(answer.status).toBe(401)
      expect(answer.headers).not.toHaveProperty('www-authenticate')
      expect((await ask(lab(), EWS, { headers: asAlice })).status).toBe(200)
    },
    'proxy-closes-after-challenge': async () => {
      const headers = { Authorization: `NTLM ${negotiate().toString('base64')}` }
      expect((await ask(lab(), EWS, { headers, agent: oneConnection() })).headers.connection).toEqual(['close'])
      expect((await ntlm()).status).toBe(401)
      expect((await ask(lab(), EWS, { headers: asAlice })).status).toBe(200)
    },
    'server-outdated': async () => {
      expect((await ask(lab(), EWS)).headers['x-owa-version']).toEqual(['15.2.2562.17'])
    },
    'server-out-of-support': async () => {
      expect((await ask(lab(), EWS)).headers['x-owa-version']).toEqual(['15.1.2507.75'])
    },
    'proxy-shares-connections': async () => {
      expect((await ntlm()).status).toBe(401)
      expect(reason()).toBe('unexpected-message')
      expect((await ask(lab(), EWS, { headers: asAlice })).status).toBe(200)
    },
  }
}
