import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { RunLimits } from '../../../../electron/engine/gather/gatherer.ts'
import { defaultHttpLimits } from '../../../../electron/engine/wire/http-connection.ts'
import type { Endless } from '../../../../lab/faults/fault.ts'
import { hostileFaults } from '../../../../lab/faults/hostile.ts'
import { faults } from '../../../../lab/faults.ts'
import { type Lab, startLab } from '../../../../lab/lab.ts'
import { runAgainst } from './lab-run.ts'

let lab: Lab
beforeAll(async () => {
  lab = await startLab()
})
afterAll(() => lab.close())
beforeEach(() => lab.unlockAll())

/**
 * So that nobody waits long for what never comes: only the part of a conversation that is without an end is cut short.
 * What does come, or is too much, is found out by its bytes, however slow this machine is.
 */
const patience: Record<Endless, Partial<RunLimits>> = {
  name: { dns: { tryMilliseconds: 500, tries: 3 } },
  connecting: { connectMilliseconds: 2_000 },
  handshake: { handshakeMilliseconds: 2_000 },
  answer: { answerMilliseconds: 2_000 },
}

/** A body's cap, and what the sockets of both sides hold back of what was not read. */
const MOST_BYTES_TAKEN = defaultHttpLimits.bodyBytes + 8 * 1024 * 1024
/** A healthy run has some hundred kilobytes; what a hostile server says is in it as excerpts. */
const MOST_RUN_CHARACTERS = 2_000_000

const hostile = faults.filter(({ id }) => Object.hasOwn(hostileFaults, id))

describe('a hostile server gets little taken of what it sends, and nothing that is not its own', () => {
  it.each(hostile)('$id', async ({ id, endless }) => {
    await lab.setFaults([id])
    const before = lab.log.length
    const visits = lab.foreignVisits.length
    const { run } = await runAgainst(lab, endless ? { limits: patience[endless] } : {})
    const entries = lab.log.slice(before)
    for (const { raw } of entries) expect(raw?.bytes ?? 0).toBeLessThan(MOST_BYTES_TAKEN)
    // Nobody comes to the stranger, with a credential or without.
    expect(lab.foreignVisits.slice(visits)).toEqual([])
    const told = JSON.stringify(run)
    expect(told.length).toBeLessThan(MOST_RUN_CHARACTERS)
    // What an external entity or a redirect to a file would have brought.
    expect(told).not.toContain('root:x:0:0')
    expect(run.findings.filter(({ verdict }) => verdict === 'bug')).toEqual([])
    expect(run.verdict).not.toBe('bug')
    expect(run.run).not.toHaveProperty('endedEarly')
    // A server that answers nonsense to a password does not get it a second time over the same scheme.
    const spent = entries.filter(({ result }) => result === 'rejected')
    expect(spent.length).toBeLessThanOrEqual(1)
  })
})

it('finds the stranger, where somebody does go there', async () => {
  const visits = lab.foreignVisits.length
  await lab.setFaults(['hostile-redirect-to-http'])
  const { run } = await runAgainst(lab)
  const target = /http:\/\/mail\.contoso\.test:(\d+)\//.exec(JSON.stringify(run))?.[1]
  await fetch(`http://127.0.0.1:${target}/`)
  expect(lab.foreignVisits.slice(visits).map((visit) => visit.toString('latin1'))).toEqual([
    expect.stringMatching(/^GET \/ HTTP\/1\.1\r\n/),
  ])
})
