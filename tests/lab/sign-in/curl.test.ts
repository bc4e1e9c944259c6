import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Lab, startLab } from '../../../lab/lab.ts'
import { curlStatus, hasCurl } from '../curl.ts'
import { getFolder } from '../requests.ts'

const EWS = '/EWS/Exchange.asmx'

describe.skipIf(!hasCurl)('curl, which nobody here wrote', { timeout: 30_000 }, () => {
  let lab: Lab
  beforeAll(async () => {
    lab = await startLab()
  })
  beforeEach(() => lab.unlockAll())
  afterAll(() => lab.close())

  describe.each(['ntlm', 'basic'] as const)('--%s', (scheme) => {
    it.each([
      ['CONTOSO\\alice', 'wrong', 'wrong-password'],
      ['CONTOSO\\alice', '', 'wrong-password'],
      ['CONTOSO\\mallory', 'Passw0rd!a', 'unknown-user'],
      ['FABRIKAM\\alice', 'Passw0rd!a', 'unknown-user'],
    ])('%s with the password %j gets 401', async (name, password, reason) => {
      await expect(curlStatus(lab, scheme, EWS, [name, password])).resolves.toBe(401)
      expect(lab.log.at(-1)).toMatchObject({ result: 'rejected', reason, scheme, user: name, status: 401 })
    })

    it.each(['CONTOSO\\alice', 'contoso\\ALICE', 'contoso.test\\alice', 'alice@contoso.test', 'alice'])(
      '%s gets in',
      async (name) => {
        await expect(curlStatus(lab, scheme, EWS, [name, 'Passw0rd!a'])).resolves.toBe(200)
        expect(lab.log.at(-1)).toMatchObject({ result: 'accepted', user: name, scheme, status: 200 })
        expect(lab.badSignIns('alice').total).toBe(0)
      },
    )
  })

  it('--basic: zoë gets in with UTF-8', async () => {
    await expect(curlStatus(lab, 'basic', EWS, ['CONTOSO\\zoë', 'Pässw0rd!z'])).resolves.toBe(200)
  })

  it('--ntlm: opens the inbox with a body that is sent again after the challenge', async () => {
    const post = ['-H', 'Content-Type: text/xml; charset=utf-8', '--data-binary', getFolder()]
    await expect(curlStatus(lab, 'ntlm', EWS, ['CONTOSO\\alice', 'Passw0rd!a'], post)).resolves.toBe(200)
    const [challenged, accepted] = lab.log.slice(-2)
    expect(challenged).toMatchObject({ method: 'POST', result: 'challenged', status: 401 })
    expect(accepted).toMatchObject({ method: 'POST', result: 'accepted', connection: challenged?.connection })
  })

  it('--ntlm: stays signed in on its connection', async () => {
    const twice = [`https://mail.contoso.test:${lab.ports.https}${EWS}`]
    await expect(curlStatus(lab, 'ntlm', EWS, ['CONTOSO\\alice', 'Passw0rd!a'], twice)).resolves.toBe(200)
    expect(lab.log.at(-1)).toMatchObject({ result: 'kept', user: 'CONTOSO\\alice' })
  })

  it('never leaves a credential in the log', () => {
    expect(JSON.stringify(lab.log)).not.toMatch(/P[aä]ssw0rd|Authorization|TlRMTVNT/)
  })
})
