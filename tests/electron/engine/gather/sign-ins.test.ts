import { expect, test } from 'vitest'
import type { GatherContext } from '../../../../electron/engine/gather/gatherer.ts'
import { signIns } from '../../../../electron/engine/gather/sign-ins.ts'
import type { Artifacts } from '../../../../shared/artifacts/artifacts.ts'
import { ntlmSignIn, tlsHandshake } from '../../../shared/checks/artifact-builders.ts'
import { certificateOf, certificatePaths, way } from '../../../shared/checks/tls-builders.ts'

/** What is said of a rejected NTLM sign-in beside a certificate of another authority at the name autodiscover. */
async function refusalBeside(publiclyTrusted: boolean) {
  const gathered: Partial<Artifacts> = {
    ...ntlmSignIn({ result: 'rejected' }),
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

test('another authority elsewhere says something of a certificate of no public authority', async () => {
  expect((await refusalBeside(false))?.elsewhere).toMatchObject([
    { host: 'autodiscover.contoso.test', issuer: 'CN=R11' },
  ])
})

test('and nothing of a public one, whose key no device in between has', async () => {
  expect((await refusalBeside(true))?.elsewhere).toEqual([])
})
