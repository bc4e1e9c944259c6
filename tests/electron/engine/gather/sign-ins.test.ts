import { expect, test } from 'vitest'
import type { GatherContext } from '../../../../electron/engine/gather/gatherer.ts'
import { signIns } from '../../../../electron/engine/gather/sign-ins.ts'
import type { Artifacts } from '../../../../shared/artifacts/artifacts.ts'
import type { SignIn } from '../../../../shared/artifacts/sign-in.ts'
import { certificate, exchange, ntlmSignIn, tlsHandshake } from '../../../shared/checks/artifact-builders.ts'
import { certificateOf, certificatePaths, way } from '../../../shared/checks/tls-builders.ts'

/** What is said of a rejected NTLM sign-in beside a certificate of another authority at the name autodiscover. */
async function refusalBeside(publiclyTrusted: boolean, exchanges: SignIn['exchanges'] = []) {
  const gathered: Partial<Artifacts> = {
    ...ntlmSignIn({ result: 'rejected', exchanges }),
    ...tlsHandshake({ publiclyTrusted }),
    ...certificatePaths(
      way({
        host: 'autodiscover.contoso.test',
        purpose: 'autodiscover',
        certificate: certificateOf('autodiscover.contoso.test', 'R11'),
      }),
    ),
  }
  const context = {
    organisation: {},
    budget: { record: () => ({ attempts: [], withheld: [] }) },
    obstacles: {},
    gathered,
  } as unknown as GatherContext
  const found = await signIns.gather({}, context)
  return 'refusal' in found ? found.refusal : undefined
}

/** What is said beside servers that show these at their own addresses, behind a name that shows `of the name`. */
async function atServersBeside(...shown: (string | undefined)[]) {
  const ways = shown.map((sha256, index) => ({
    address: `10.20.0.${index + 1}`,
    names: [`exch0${index + 1}.contoso.test`],
    ...(sha256 !== undefined && { certificate: certificate({ sha256 }) }),
  }))
  const gathered: Partial<Artifacts> = {
    ...ntlmSignIn({ result: 'rejected' }),
    ...tlsHandshake({ chain: [certificate({ sha256: 'of the name' })], publiclyTrusted: true }),
    serverCertificates: { servers: [], ways },
  }
  const budget = { record: () => ({ attempts: [], withheld: [] }) }
  const found = await signIns.gather({}, {
    organisation: {},
    budget,
    obstacles: {},
    gathered,
  } as unknown as GatherContext)
  return 'refusal' in found ? found.refusal?.atServers?.map(({ host, sha256 }) => `${host}: ${sha256}`) : undefined
}

test('servers none of which shows the certificate of the name say something, be that one a public authority’s', async () => {
  expect(await atServersBeside('another', undefined, 'one more')).toEqual([
    'exch01.contoso.test: another',
    'exch03.contoso.test: one more',
  ])
})

test('one server that shows the certificate of the name says that nothing opens TLS in between', async () => {
  expect(await atServersBeside('another', 'of the name')).toBeUndefined()
})

test('servers that were not seen say nothing', async () => {
  expect(await atServersBeside()).toBeUndefined()
  expect(await atServersBeside(undefined)).toBeUndefined()
})

test('another authority elsewhere says something of a certificate of no public authority', async () => {
  expect((await refusalBeside(false))?.elsewhere).toMatchObject([
    { host: 'autodiscover.contoso.test', issuer: 'CN=R11' },
  ])
})

test('and nothing of a public one, whose key no device in between has', async () => {
  expect((await refusalBeside(true))?.elsewhere).toEqual([])
})

test('the server’s clock is held against the moment at which it answered, and not that of a connection lost before', async () => {
  const milliseconds = { total: 0 }
  const lost = exchange(undefined, { startedAt: '2026-01-01T11:50:00.000Z', milliseconds })
  const headers: [string, string][] = [['Date', 'Thu, 01 Jan 2026 12:00:03 GMT']]
  const answered = exchange(401, { startedAt: '2026-01-01T12:00:01.000Z', milliseconds, headers })
  expect(await refusalBeside(false, [lost, answered])).toMatchObject({
    serverTime: '2026-01-01T12:00:03.000Z',
    ownTime: '2026-01-01T12:00:01.000Z',
  })
})
