import { execFile } from 'node:child_process'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { allGatherers } from '../../../../electron/engine/gather/all-gatherers.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import type { ArtifactName } from '../../../../shared/artifacts/artifacts.ts'
import { Run } from '../../../../shared/run/run.ts'
import { runAgainst } from './lab-run.ts'

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())

const PROGRAM = join(import.meta.dirname, 'short-of-files.ts')
const MOST_FILES = 128

/** A run of a program that may open `free` more files and connections. */
async function runWith(free: number): Promise<Run> {
  const script = `ulimit -n ${MOST_FILES}; exec "$@"`
  const node = [process.execPath, PROGRAM, JSON.stringify(lab.organisation), `${free}`]
  const { stdout } = await promisify(execFile)('sh', ['-c', script, 'sh', ...node], {
    env: { ...process.env, PASSWORD: lab.password },
    maxBuffer: 16 * 1024 * 1024,
  })
  return Run.parse(JSON.parse(stdout))
}

function expectNobodyBlamed(run: Run): void {
  expect(run.findings.filter(({ verdict }) => verdict === 'bug' || verdict === 'fail')).toEqual([])
  expect(run.verdict).toBe('could-not-tell')
}

const failing = (artifact: ArtifactName, code: string) =>
  allGatherers.map((gatherer) =>
    gatherer.artifact === artifact
      ? { ...gatherer, gather: () => Promise.reject(Object.assign(new Error(`connect ${code}`), { code })) }
      : gatherer,
  )

describe('what this machine has run out of is nobody’s failure, and is named', () => {
  it.each([
    ['EMFILE', 'this program may have no more files and connections open (EMFILE)'],
    ['ENFILE', 'it may have no more files and connections open (ENFILE)'],
    ['ENOBUFS', 'it has no room left for connections (ENOBUFS)'],
    ['EADDRINUSE', 'it has no port left for another connection (EADDRINUSE)'],
    ['ENOMEM', 'it has no memory left (ENOMEM)'],
  ])('%s', async (code, words) => {
    const { run } = await runAgainst(lab, {
      gatherers: failing('tlsHandshake', code),
      only: ['connection/https-port', 'ews/answers', 'dns/server-name'],
    })
    const reason = `This machine could not go on: ${words}.`
    expect(run.artifacts.tlsHandshake).toEqual({ state: 'cancelled', reason })
    expectNobodyBlamed(run)
    const [server, port, answers] = ['dns/server-name', 'connection/https-port', 'ews/answers'].map((id) =>
      run.findings.find(({ check }) => check === id),
    )
    expect(server?.verdict).toBe('pass')
    // What hangs on it says the same.
    for (const finding of [port, answers]) {
      expect(finding).toMatchObject({ verdict: 'unknown', advice: `${reason} Run again to tell.` })
    }
  })

  // Windows has no such limit.
  it.skipIf(process.platform === 'win32').each([0, 2, 5])('files, but for %d', async (free) => {
    const run = await runWith(free)
    expectNobodyBlamed(run)
    expect(JSON.stringify(run.artifacts)).toContain('(EMFILE).')
  })
})
