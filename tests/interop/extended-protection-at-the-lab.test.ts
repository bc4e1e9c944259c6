import { createRequire } from 'node:module'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { type Lab, startLab } from '../../lab/lab.ts'
import { curlStatus, hasCurl } from '../lab/curl.ts'
import { oneConnection } from '../lab/https-client.ts'
import { titleWithReason } from './peers/availability.ts'
import type { HttpNtlm } from './peers/untyped-packages.ts'

const httpntlm: HttpNtlm = createRequire(import.meta.url)('httpntlm')
const EWS = '/EWS/Exchange.asmx'

type Client = (lab: Lab, password: string) => Promise<number>

const clients: [name: string, missing: string | undefined, status: Client][] = [
  [
    'curl',
    hasCurl ? undefined : 'no curl with NTLM on this machine',
    (lab, password) => curlStatus(lab, 'ntlm', EWS, ['CONTOSO\\alice', password]),
  ],
  ['httpntlm', undefined, statusWithHttpntlm],
]

async function statusWithHttpntlm(lab: Lab, password: string): Promise<number> {
  const agent = oneConnection()
  Object.assign(agent.options, { ca: lab.certificateAuthorityPem, servername: 'mail.contoso.test' })
  const url = `https://127.0.0.1:${lab.ports.https}${EWS}`
  try {
    return await new Promise<number>((resolve, reject) => {
      httpntlm.get({ url, agent, username: 'alice', password, domain: 'CONTOSO' }, (error, response) => {
        if (response) resolve(response.statusCode)
        else reject(error ?? new Error('neither an answer nor an error'))
      })
    })
  } finally {
    agent.destroy()
  }
}

describe.each(clients)('%s', (name, missing, statusWith) => {
  describe.skipIf(missing)(titleWithReason(`at the lab, ${name} with the right password`, missing), () => {
    let policy: 'allow' | 'require' = 'require'
    let lab: Lab
    beforeAll(async () => {
      lab = await startLab({
        adjust: ({ ews }) => {
          ews.channelBinding = policy
        },
      })
    })
    afterAll(() => lab.close())
    beforeEach(() => lab.unlockAll())

    it.each([
      ['is kept out where Extended Protection is required', 'require', 401, 'rejected'],
      ['gets in where it is allowed', 'allow', 200, 'accepted'],
    ] as const)('%s: it sends no MIC and no channel binding', async (_what, policyOfEws, status, result) => {
      policy = policyOfEws
      await lab.setFaults([])
      expect(await statusWith(lab, lab.password)).toBe(status)
      expect(lab.log.at(-1)).toMatchObject({ scheme: 'ntlm', result, integrity: 'absent', binding: 'absent' })
    })
  })
})
