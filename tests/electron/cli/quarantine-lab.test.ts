import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type Lab, startLab } from '../../../lab/lab.ts'
import { QuarantineReport } from '../../../shared/quarantine/quarantine-report.ts'
import { cli } from './run-cli.ts'

let folder: string
let lab: Lab
const inFolder = (name: string) => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'postern-quarantine-lab-'))
  lab = await startLab({ devices: 5_000 })
})
afterAll(async () => {
  await lab.close()
  await rm(folder, { recursive: true, force: true })
})

async function quarantine(...args: string[]) {
  await writeFile(inFolder('lab.json'), lab.configuration())
  const { code, out, error } = await cli(['quarantine', '--in', inFolder('lab.json'), ...args, '--json', '-'])
  if (out === '') throw new Error(error)
  return { code, report: QuarantineReport.parse(JSON.parse(out)) }
}
const scripts = () => ['apply', 'undo'].flatMap((part) => [`--${part}`, inFolder(`${part}.ps1`)])
const run = async (part: string) => lab.apply(await readFile(inFolder(`${part}.ps1`), 'utf8'))
const ground = ['--reason', 'the new calendar', '--ticket', 'CHG-7']
const kinds = (report: QuarantineReport) => report.decisions.map(({ outcome }) => outcome?.kind)
const quarantined = ['--where', 'integration,state=Quarantined']

test('the three devices of the integration among 5,000: allowed, done, taken back, not done', async () => {
  const first = await quarantine('--decide', 'allow', ...quarantined, ...ground, ...scripts())
  expect(first.code).toBe(1)
  expect(first.report).toMatchObject({ deviceCount: 5_000, decision: { selected: 3, outside: 0 } })
  const [alices, bobs, zoes] = first.report.decision?.effects ?? []
  expect([alices, bobs, zoes]).toMatchObject(
    ['alice', 'bob', 'zoe'].map((name) => ({ mailbox: `${name}@contoso.test`, from: 'Quarantined', to: 'Allowed' })),
  )
  await writeFile(inFolder('decided.json'), JSON.stringify(first.report))

  expect(await run('apply')).toMatchObject({ applied: true })
  const later = await quarantine('--decided', inFolder('decided.json'))
  expect({ code: later.code, kinds: kinds(later.report) }).toEqual({ code: 0, kinds: ['done', 'done', 'done'] })
  // Exchange decides anew when they come; by its settings they are let in now, and it is told that it says otherwise yet.
  expect(later.report.integrationDevices.map(({ predicted }) => predicted)).toEqual(['Allowed', 'Allowed', 'Allowed'])
  for (const account of ['alice', 'bob', 'zoë'] as const) {
    const [came] = lab.devices(account)
    if (!came) throw new Error(`${account} has none`)
    const { deviceId, deviceType, userAgent } = came
    const shown = { deviceModel: undefined, deviceOS: undefined, xmswlHeader: '', isTooFrequent: false }
    const standing = lab.accessOf(account, {
      ...{ deviceId, deviceType, userAgent, ...shown, policyApplication: 'AppliedInFull', minutesKnown: 60 },
    })
    expect(standing).toMatchObject({ state: 'Allowed', reason: 'Individual' })
  }

  expect(await run('undo')).toMatchObject({ applied: true })
  const back = await quarantine('--decided', inFolder('decided.json'))
  expect({ code: back.code, kinds: kinds(back.report) }).toEqual({
    code: 1,
    kinds: ['not-done', 'not-done', 'not-done'],
  })
  expect((await quarantine()).report.integrationDevices).toMatchObject(
    first.report.integrationDevices.map(({ predicted }) => ({ predicted })),
  )
})

test('by a rule, and back', async () => {
  const first = await quarantine('--decide', 'rule', ...quarantined, ...ground, ...scripts())
  expect(first.report.decision?.rule).toEqual({
    ...{ characteristic: 'UserAgent', queryString: 'python-EAS-Client 1.0', accessLevel: 'Allow' },
  })
  await writeFile(inFolder('decided.json'), JSON.stringify(first.report))
  expect(await run('apply')).toMatchObject({ applied: true })
  const later = await quarantine('--decided', inFolder('decided.json'))
  expect({ code: later.code, kinds: kinds(later.report) }).toEqual({ code: 0, kinds: ['done'] })
  expect(await run('undo')).toMatchObject({ applied: true })
  expect(kinds((await quarantine('--decided', inFolder('decided.json'))).report)).toEqual(['not-done'])
})

test('a new default hits exactly the devices that were named', async () => {
  const asked = await quarantine('--default', 'Block', ...ground)
  const hits = asked.report.decision?.effects.map(({ identity }) => identity) ?? []
  expect({ code: asked.code, many: hits.length > 100 }).toEqual({ code: 2, many: true })
  const told = await quarantine('--default', 'Block', ...ground, '--hits', `${hits.length}`, ...scripts())
  expect(told.report.scripts).toMatchObject([{ outcome: 'written' }, { outcome: 'written' }])
  const before = new Map((await quarantine()).report.devices.map(({ identity, predicted }) => [identity, predicted]))
  expect(await run('apply')).toMatchObject({ applied: true })
  const after = (await quarantine()).report.devices.filter(
    ({ identity, predicted }) => before.get(identity) !== predicted,
  )
  expect(after.map(({ identity }) => identity)).toEqual(hits)
  // The lab's own server, which decides by code of its own, blocks these and no other.
  const blocked = (await quarantine()).report.devices.filter(
    ({ reason, reported }) => reported === 'Blocked' && reason === 'Global',
  )
  expect(blocked.length).toBeGreaterThan(100)
  expect(blocked.filter(({ identity }) => !hits.includes(identity))).toEqual([])
  expect(await run('undo')).toMatchObject({ applied: true })
})
