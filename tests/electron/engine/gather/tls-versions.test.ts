import { afterAll, beforeAll, beforeEach, expect, it } from 'vitest'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import type { TlsVersions } from '../../../../shared/artifacts/tls-versions.ts'
import { organisationOf, runAgainst } from '../run/lab-run.ts'

const only = ['certificate/tls-versions']
let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())
beforeEach(() => lab.setFaults([]))

async function servers(organisation = organisationOf(lab)): Promise<TlsVersions['servers']> {
  const { run } = await runAgainst(lab, { only, organisation })
  const record = run.artifacts.tlsVersions
  if (record?.state !== 'gathered') throw new Error(`They were ${record?.state}.`)
  return record.value.servers
}

it('tells a server that resets what it does not speak from one that says so', async () => {
  await lab.setFaults(['handshake-reset'])
  const [reset] = await servers()
  expect(reset?.offers.map(({ result, detail }) => [result, detail])).toEqual(
    Array.from({ length: 4 }, () => ['refused', 'it reset the connection']),
  )
  await lab.setFaults(['tls12-missing'])
  const [alerting] = await servers()
  expect(alerting?.offers.map(({ detail }) => detail)).toEqual([
    'alert protocol_version',
    'alert protocol_version',
    'alert protocol_version',
    undefined,
  ])
  expect(alerting).not.toHaveProperty('sent')
})

it('keeps the certificates as they were sent, whatever was made of them', async () => {
  await lab.setFaults(['certificate-wrong-order'])
  const [server] = await servers()
  expect(server?.sent?.map(({ subject }) => /^CN=([^,]+)/.exec(subject)?.[1])).toEqual([
    'mail.contoso.test',
    'Contoso Root CA',
    'Contoso Issuing CA 1',
  ])
})

it('hears of a client certificate that is asked for in TLS 1.2, and not in 1.3', async () => {
  await lab.setFaults(['client-certificate-wanted'])
  const [server] = await servers()
  const wanted = server?.offers.map(({ version, clientCertificateRequested }) => [version, clientCertificateRequested])
  expect(wanted?.slice(2)).toEqual([
    ['TLSv1.2', true],
    ['TLSv1.3', undefined],
  ])
})

it('asks the server for ActiveSync as well, where that is another', async () => {
  const organisation = organisationOf(lab)
  expect((await servers(organisation)).map(({ purpose }) => purpose)).toEqual(['ews'])
  const url = `https://autodiscover.contoso.test:${lab.ports.https}/Microsoft-Server-ActiveSync`
  const both = await servers({ ...organisation, activeSync: { url } })
  expect(both.map(({ host, purpose }) => [host, purpose])).toEqual([
    ['mail.contoso.test', 'ews'],
    ['autodiscover.contoso.test', 'active-sync'],
  ])
  for (const { offers } of both) {
    expect(offers.map(({ result }) => result)).toEqual(['refused', 'refused', 'accepted', 'accepted'])
  }
})

it('leaves nothing in the log of a server, since nothing is asked', async () => {
  const before = lab.log.length
  await servers()
  expect(lab.log.length).toBe(before)
})
