import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { goesBySignIns } from '../../../../electron/engine/gather/signing-in.ts'
import { CannotResume, type InterruptedRun } from '../../../../electron/engine/run/run-header.ts'
import { runReadiness } from '../../../../electron/engine/run/run-readiness.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import { compareRuns } from '../../../../shared/run/compare-runs.ts'
import type { Run, RunEvent } from '../../../../shared/run/run.ts'
import { killedAfter, programs, resumed } from './interrupted-run.ts'
import { organisationOf, runAgainst } from './lab-run.ts'

let lab: Lab
let folder: string
let inOnePiece: Run
let artifactsOfAll: number
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-resume-'))
  lab = await startLab({ nodes: 3 })
  inOnePiece = (await runAgainst(lab)).run
  artifactsOfAll = Object.keys(inOnePiece.artifacts).length
})
afterAll(async () => {
  await lab.close()
  await rm(folder, { recursive: true, force: true })
})
beforeEach(async () => {
  lab.unlockAll()
  lab.forgetDevices()
  await lab.setFaults([])
})

describe('a run that cannot be gone on with', () => {
  const told = () => organisationOf(lab)

  it.each<[CannotResume['code'], string, (run: InterruptedRun) => { resume?: InterruptedRun; organisation?: object }]>([
    ['other-organisation', 'another domain', () => ({ organisation: { domain: 'fabrikam.test' } })],
    ['other-organisation', 'another mailbox', () => ({ organisation: { mailbox: 'bob@contoso.test' } })],
    ['other-organisation', 'another account', () => ({ organisation: { account: { username: 'CONTOSO\\bob' } } })],
    ['other-organisation', 'other servers', () => ({ organisation: { servers: ['exch01.contoso.test'] } })],
    [
      'other-organisation',
      'a header that does not say of which organisation it was',
      ({ header, records }) => {
        const { digest: _digest, ...organisation } = header.organisation
        return { resume: { header: { ...header, organisation }, records } }
      },
    ],
    [
      'other-version',
      'another Postern',
      ({ header, records }) => ({ resume: { header: { ...header, postern: '0.0.9' }, records } }),
    ],
    [
      'other-profile',
      'another vendor',
      ({ header, records }) => ({ resume: { header: { ...header, profile: 'other' }, records } }),
    ],
  ])('is refused as %s for %s, and nobody is asked anything', async (code, _what, change) => {
    const interrupted = await killedAfter(lab, 5)
    const { resume = interrupted, organisation } = change(interrupted)
    const before = lab.log.length
    const events: RunEvent[] = []
    const asking = runReadiness({
      organisation: { ...told(), ...organisation },
      password: lab.password,
      resume,
      onEvent: (event) => events.push(event),
    })
    await expect(asking).rejects.toThrow(CannotResume)
    await expect(asking).rejects.toMatchObject({ code })
    expect(events).toEqual([])
    expect(lab.log.slice(before)).toEqual([])
  })
})

describe('a run that was killed', () => {
  const boundaries = Array.from({ length: 14 }, (_, index) => index * 2)

  it.each(boundaries)('after %d artifacts comes to what a run in one piece does', async (artifacts) => {
    const program = programs(folder, `boundary-${artifacts}`)
    const interrupted = await killedAfter(lab, artifacts, { budget: program() })
    const { run, events, stored, again, kept, log } = await resumed(lab, interrupted, { budget: program() })

    const { changes } = compareRuns(inOnePiece, run)
    expect(changes.map(({ check, kind, evidence }) => [check, kind, evidence])).toEqual([])
    expect(run.verdict).toBe(inOnePiece.verdict)
    expect(run.run).toMatchObject({ id: interrupted.header.id, startedAt: interrupted.header.startedAt })
    expect(run.run.resumed).toHaveLength(1)
    expect(run.run.traces).toEqual(inOnePiece.run.traces)
    expect(Object.keys(run.artifacts)).toHaveLength(artifactsOfAll)

    // What is kept is what was stored, is told again before anything is asked, and is not asked again.
    for (const name of kept) expect(run.artifacts[name]).toEqual(interrupted.records[name])
    const first = events.findIndex(({ type }) => type === 'gathering')
    const toldAtOnce = events.slice(0, first).flatMap((event) => (event.type === 'gathered' ? [event.artifact] : []))
    expect(toldAtOnce.toSorted()).toEqual(kept.toSorted())
    expect(events.flatMap((event) => (event.type === 'gathering' ? [event.artifact] : [])).toSorted()).toEqual(
      again.toSorted(),
    )
    expect(stored).toEqual(run.artifacts)
    expect(events[0]).toMatchObject({ type: 'started', run: { resumed: run.run.resumed } })
    if (kept.includes('nodes')) expect(log.filter(({ path }) => /healthcheck/i.test(path))).toEqual([])
    if (kept.includes('autodiscoverJson'))
      expect(log.filter(({ path }) => /autodiscover\.json/i.test(path))).toEqual([])
    // Whatever of it was sent before the kill: at most the one deliberate bad sign-in, which is none of a wrong password.
    expect(lab.badSignIns('alice').total).toBe(0)
  })

  it('keeps more the later it was killed, but nothing that goes by a sign-in', async () => {
    const none = await resumed(lab, await killedAfter(lab, 0))
    const all = await resumed(lab, await killedAfter(lab, artifactsOfAll))
    expect(none.kept).toEqual([])
    expect(all.kept.length).toBeGreaterThanOrEqual(13)
    expect(all.kept.filter((name) => goesBySignIns.includes(name))).toEqual([])
  })

  it('asks everything again after a quarter of an hour', async () => {
    const interrupted = await killedAfter(lab, artifactsOfAll)
    const later = new Date(Date.parse(interrupted.header.startedAt) + 16 * 60_000)
    expect((await resumed(lab, interrupted, { now: () => later })).kept).toEqual([])
  })

  it('a second time goes on once more, and says both', async () => {
    const first = await killedAfter(lab, 6)
    const second = await killedAfter(lab, 12, { resume: first })
    const { run } = await resumed(lab, second)
    expect(run.run.resumed).toHaveLength(2)
    expect(run.run.id).toBe(first.header.id)
    expect(compareRuns(inOnePiece, run).changes).toEqual([])
  })

  it('goes on with the checks that it was begun with, and verifies the same run', async () => {
    const only = ['certificate/validity', 'dns/ttl']
    const verifies = 'run-00000000-base'
    const interrupted = await killedAfter(lab, 1, { only, verifies })
    const { run } = await resumed(lab, interrupted)
    expect(run.run).toMatchObject({ only, verifies })
    expect(run.findings.map(({ check }) => check).toSorted()).toEqual(only.toSorted())
  })

  it('and was stopped by hand is not said to have been any more', async () => {
    const { run: stopped } = await runAgainst(lab, { signal: AbortSignal.abort() })
    const { run } = await resumed(lab, { header: stopped.run, records: stopped.artifacts })
    expect(run.run.endedEarly).toBeUndefined()
    expect(run.verdict).toBe('ready')
  })
})

describe('what a resumed run leaves behind', () => {
  const session = 'activeSyncSession'

  it('is the partnership of a device that had signed in before, whatever became of it since', async () => {
    const interrupted = await killedAfter(lab, artifactsOfAll)
    expect(lab.devices('alice')).toHaveLength(1)
    const { run } = await resumed(lab, interrupted, { password: undefined })
    expect(run.artifacts[session]).not.toMatchObject({ value: { ended: 'complete' } })
    expect(run.run.traces).toEqual(inOnePiece.run.traces)
  })

  it('may be one, where it was killed while the device was signing in', async () => {
    const interrupted = await killedAfter(lab, artifactsOfAll)
    const { [session]: _lost, ...records } = interrupted.records
    const { run } = await resumed(lab, { ...interrupted, records }, { password: undefined })
    expect(run.run.traces).toHaveLength(1)
  })

  it('is nothing, where no device had signed in before and none does', async () => {
    const interrupted = await killedAfter(lab, 4)
    expect(lab.devices('alice')).toEqual([])
    const { run, events } = await resumed(lab, interrupted, { password: undefined })
    expect(events[0]).not.toHaveProperty('run.traces')
    expect(run.run.traces).toBeUndefined()
    expect(lab.devices('alice')).toEqual([])
  })

  it('is told while it is under way, so that a second kill does not lose it', async () => {
    const first = await killedAfter(lab, artifactsOfAll)
    const second = await killedAfter(lab, 1, { resume: first, password: undefined })
    expect(second.header.traces).toHaveLength(1)
    const { run } = await resumed(lab, second, { password: undefined })
    expect(run.run.traces).toHaveLength(1)
  })
})

it('whoever stores the records has each before it is told of, and no password in them', async () => {
  const stored = new Set<string>()
  const texts: string[] = []
  const { run } = await runAgainst(lab, {
    onRecord: (artifact, record) => {
      stored.add(artifact)
      texts.push(JSON.stringify(record))
    },
    onEvent: (event) => {
      if (event.type === 'gathered') expect(stored).toContain(event.artifact)
    },
  })
  expect(stored.size).toBe(artifactsOfAll)
  expect(texts.join()).not.toContain(lab.password)
  expect(run.verdict).toBe('ready')
})
