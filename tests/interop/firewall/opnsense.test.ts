import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type Server } from 'node:https'
import type { AddressInfo } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { text } from 'node:stream/consumers'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { createAuthority, generateKeyPair, issueLeaf, privateKeyPem } from '../../../lab/tls/authority.ts'
import { resolveRules } from '../../../shared/firewall/resolved-rule.ts'
import { writeDeltaSheet } from '../../../shared/firewall/write-sheet.ts'
import opnsense from '../../../shared/firewall/writers/opnsense.ts'
import { exampleRules } from '../../shared/firewall/example-rules.ts'
import { changedEntries, generatedRules } from '../../shared/firewall/generated-rules.ts'
import { TODAY, writtenOf } from '../../shared/firewall/read-back.ts'
import { answerOf, type Saved, savedBy } from '../../shared/firewall/writers/opnsense-reader.ts'

const AUTHORIZATION = `Basic ${Buffer.from('the-key:the secret').toString('base64')}`
const hasCurl = spawnSync('curl', ['--version']).status === 0 && spawnSync('sh', ['-c', ':']).status === 0

let folder = ''
let server: Server
let saved: Saved
let asked: string[]
/** A call that is answered by a refusal. */
let refused: RegExp | null = null

beforeAll(async () => {
  const now = Date.now()
  const days = { notBefore: new Date(now - 86_400_000), notAfter: new Date(now + 86_400_000) }
  const [keys, leaf] = await Promise.all([generateKeyPair(), generateKeyPair()])
  const authority = await createAuthority('CN=Firewall Root', keys, days)
  const [cert, key] = [await issueLeaf(authority, leaf, ['localhost'], days), await privateKeyPem(leaf)]
  folder = await mkdtemp(join(tmpdir(), 'postern-opnsense-'))
  await writeFile(join(folder, 'ca.pem'), authority.pem)
  await writeFile(join(folder, 'netrc'), 'machine localhost login the-key password "the secret"\n', { mode: 0o600 })
  server = createServer({ key, cert }, async (request, response) => {
    const path = (request.url ?? '').replace('/api/firewall/', '')
    const body = await text(request)
    asked.push(path)
    if (request.headers.authorization !== AUTHORIZATION) return response.writeHead(401).end()
    // A call that changes something is a POST with JSON.
    const isRead = /getAliasUUID|getRule/.test(path)
    if (!isRead && (request.method !== 'POST' || request.headers['content-type'] !== 'application/json'))
      return response.writeHead(400).end()
    const answer = refused?.test(path) ? { result: 'failed', validations: 'no' } : answerOf(saved, path, body)
    return response.end(JSON.stringify(answer))
  })
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
})
afterAll(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

async function ran(script: string, { ca = 'ca.pem' }: { ca?: string | null } = {}) {
  const child = spawn('sh', ['-s'], {
    env: {
      PATH: process.env.PATH,
      OPNSENSE: `https://localhost:${(server.address() as AddressInfo).port}`,
      OPNSENSE_NETRC: join(folder, 'netrc'),
      ...(ca === null ? {} : { OPNSENSE_CA: join(folder, ca) }),
    },
  })
  child.stdin.end(script)
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { stdout, stderr, status }
}

const done = { stdout: 'Done.\n', stderr: '', status: 0 }

function afresh(): void {
  saved = { aliases: new Map(), rules: new Map() }
  asked = []
  refused = null
}

describe.skipIf(!hasCurl)('curl and a shell', () => {
  it('make of the scripts what was meant, over a change and back', async () => {
    await fc.assert(
      fc.asyncProperty(
        generatedRules({ members: 8 }).chain((set) => fc.tuple(fc.constant(set), changedEntries(set))),
        async ([set, groups]) => {
          afresh()
          const { apply, rollback } = writtenOf(opnsense, set)
          const later = { ...set, groups }
          const change = writeDeltaSheet(opnsense, later, resolveRules(later, 'internal'), {
            ...{ before: set.groups, today: TODAY },
          })
          expect(await ran(apply)).toEqual(done)
          expect(saved).toEqual(savedBy([apply]))
          expect(await ran(change.apply)).toEqual(done)
          expect(saved).toEqual(savedBy([apply, change.apply]))
          expect(await ran(rollback)).toEqual(done)
          expect(saved).toEqual(savedBy([]))
        },
      ),
      { numRuns: 4 },
    )
  })

  const { apply } = writtenOf(opnsense, exampleRules)

  it('keep the rules by the savepoint that was made before them', async () => {
    afresh()
    expect(await ran(apply)).toEqual(done)
    expect(asked.filter((path) => !/^alias|Rule\//.test(path))).toEqual([
      'filter/savepoint',
      'filter/apply/1764430000.12',
      'filter/cancelRollback/1764430000.12',
    ])
  })

  it('change nothing where a sheet stands, and load nothing where a call is refused', async () => {
    afresh()
    await ran(apply)
    const [before, calls] = [structuredClone(saved), asked.length]
    expect(await ran(apply)).toMatchObject({
      status: 1,
      stderr: 'PSTN_N_NYLAS_US exists already: nothing was changed.\n',
    })
    expect(saved).toEqual(before)
    expect(asked).toHaveLength(calls + 1)
    afresh()
    refused = /setRule/
    const { status, stderr } = await ran(apply)
    expect([status, stderr]).toEqual([
      1,
      expect.stringMatching(/^filter\/setRule\/\S+ was not taken: .*by the rollback\.$/m),
    ])
    expect(asked.some((path) => /apply|reconfigure/.test(path))).toBe(false)
  })

  it('send the secret to nobody whose certificate does not verify', async () => {
    afresh()
    const { status, stderr } = await ran(apply, { ca: null })
    expect(status).not.toBe(0)
    expect(stderr).toMatch(/certificate/)
    expect(asked).toEqual([])
  })
})
