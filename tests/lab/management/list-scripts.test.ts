import fc from 'fast-check'
import { beforeEach, describe, expect, it } from 'vitest'
import { Devices } from '../../../lab/exchange/active-sync-devices.ts'
import { Management } from '../../../lab/management/management.ts'
import { readScript } from '../../../lab/management/read-script.ts'
import { healthySettings } from '../../../lab/settings.ts'
import { command } from '../../../shared/management/cmdlets.ts'
import { type ListStep, listScriptText } from '../../../shared/management/list-script.ts'
import type { ScriptPart } from '../../../shared/management/script.ts'
import { quotableText } from '../../shared/management/any-text.ts'

let management: Management
beforeEach(() => {
  const settings = healthySettings()
  const now = () => new Date('2026-11-29T08:00:00Z')
  management = new Management({ settingsOf: () => settings, port: 8443, devices: new Devices(), now })
})

const rule = { Characteristic: 'DeviceType', QueryString: 'python', AccessLevel: 'Allow' } as const
const steps: ListStep[] = [
  {
    what: 'python (DeviceType)',
    apply: command('New-ActiveSyncDeviceAccessRule', rule),
    undo: command('Remove-ActiveSyncDeviceAccessRule', { Identity: 'python (DeviceType)' }),
  },
  { identity: 'bob@contoso.test', list: 'ActiveSyncBlockedDeviceIDs', add: [], remove: ['OURS'] },
  { identity: 'bob@contoso.test', list: 'ActiveSyncAllowedDeviceIDs', add: ['OURS', 'MORE'], remove: [] },
  { identity: 'nobody@contoso.test', list: 'ActiveSyncAllowedDeviceIDs', add: ['OURS'], remove: [] },
  { identity: 'alice@contoso.test', list: 'ActiveSyncAllowedDeviceIDs', add: ['ALICES'], remove: [] },
]

async function run(part: ScriptPart) {
  const head = { title: 'Decide', organisation: 'Contoso', madeAt: '2026-11-29T02:30:00Z', part, steps }
  const text = listScriptText({ ...head, logName: `${part}-log.csv`, applyLogName: 'apply-log.csv' })
  return management.apply(text)
}
const resultsOf = async (part: ScriptPart) => {
  const ran = await run(part)
  if (!ran.applied) throw new Error(ran.sentence)
  return ran.steps.map(({ result, logged }) => [logged?.from || logged?.to, result].join(' '))
}
async function shell(script: string) {
  expect(await management.apply(script)).toMatchObject({ applied: true })
}
function listsOf(account: string) {
  const mailboxes: Record<string, unknown>[] = JSON.parse(management.configuration().slice(1))['Get-CASMailbox']
  const { ActiveSyncAllowedDeviceIDs: allowed, ActiveSyncBlockedDeviceIDs: blocked } =
    mailboxes.find(({ SamAccountName }) => SamAccountName === account) ?? {}
  return { allowed, blocked }
}
const rules = () => JSON.parse(management.configuration().slice(1))['Get-ActiveSyncDeviceAccessRule'].length

describe('undo', () => {
  it('leaves the id that somebody else had added before apply, and the rule that somebody else had made', async () => {
    await shell("Set-CASMailbox -Identity 'bob@contoso.test' -ActiveSyncAllowedDeviceIDs @{Add='ours','OTHER'}")
    await shell(
      "New-ActiveSyncDeviceAccessRule -Characteristic 'DeviceType' -QueryString 'python' -AccessLevel 'Allow' -ErrorAction Stop",
    )
    expect(await resultsOf('apply')).toEqual([
      'python (DeviceType) failed',
      'OURS unchanged',
      'OURS unchanged',
      'MORE changed',
      'OURS failed',
      'ALICES changed',
    ])
    expect(listsOf('bob').allowed).toEqual(['ours', 'OTHER', 'MORE'])
    expect(await resultsOf('undo')).toEqual([
      'ALICES changed',
      'OURS skipped',
      'OURS skipped',
      'MORE changed',
      'OURS skipped',
      'python (DeviceType) skipped',
    ])
    expect([listsOf('bob').allowed, listsOf('alice').allowed, rules()]).toEqual([['ours', 'OTHER'], [], 1])
  })

  it('puts back all that apply changed, and leaves what was added since', async () => {
    await shell("Set-CASMailbox -Identity 'bob@contoso.test' -ActiveSyncBlockedDeviceIDs @{Add='OURS'}")
    await run('apply')
    expect([listsOf('bob'), rules()]).toEqual([{ allowed: ['OURS', 'MORE'], blocked: [] }, 1])
    await shell("Set-CASMailbox -Identity 'bob@contoso.test' -ActiveSyncAllowedDeviceIDs @{Add='LATER'}")
    await run('undo')
    expect([listsOf('bob'), rules()]).toEqual([{ allowed: ['LATER'], blocked: ['OURS'] }, 0])
  })

  it('does the same after an apply that ran twice', async () => {
    await run('apply')
    expect((await resultsOf('apply')).filter((line) => line.endsWith(' changed'))).toEqual([])
    await run('undo')
    expect([listsOf('bob'), rules()]).toEqual([{ allowed: [], blocked: [] }, 0])
  })

  it('does nothing where apply has left no log, nor where a preview has', async () => {
    await run('preview')
    await shell("Set-CASMailbox -Identity 'bob@contoso.test' -ActiveSyncAllowedDeviceIDs @{Add='OURS'}")
    expect(await run('undo')).toMatchObject({
      applied: false,
      kind: 'exchange',
      sentence: expect.stringContaining('log'),
    })
    expect(listsOf('bob').allowed).toEqual(['OURS'])
  })
})

it('a preview says what would change and changes nothing', async () => {
  expect(await resultsOf('preview')).toEqual([
    'python (DeviceType) previewed',
    'OURS unchanged',
    'OURS previewed',
    'MORE previewed',
    'OURS failed',
    'ALICES previewed',
  ])
  expect([listsOf('bob'), rules()]).toEqual([{ allowed: [], blocked: [] }, 0])
})

describe('a script about lists is refused', () => {
  const text = listScriptText({
    ...{ title: 'Decide', organisation: 'Contoso', madeAt: '2026-11-29T02:30:00Z', part: 'undo', steps },
    ...{ logName: 'undo-log.csv', applyLogName: 'apply-log.csv' },
  })
  it.each([
    ['that puts back before it read the log', text.replace('$changed = Read-Applied\r\n', ''), /before its function/],
    ['that reads another log', text.replace("'apply-log.csv'", "'..\\apply-log.csv'"), /applied/],
    [
      'that changes a list twice',
      text.replace('Set-CASMailbox @given', 'Set-CASMailbox @given; Set-CASMailbox @given'),
      /once/,
    ],
    [
      'that does more than change lists',
      text.replace('Get-CASMailbox -Id', 'Remove-MobileDevice -Id'),
      /runs remove-mobiledevice/,
    ],
    [
      'that edits another list',
      text.replaceAll("-Setting 'ActiveSyncAllowedDeviceIDs'", "-Setting 'EwsAllowList'"),
      /knows no list/,
    ],
  ])('%s', async (_what, script, sentence) => {
    await run('apply')
    expect(script).not.toBe(text)
    expect(await management.apply(script)).toMatchObject({ applied: false, sentence: expect.stringMatching(sentence) })
  })
})

it('any text of an id or an identity is the same text again', async () => {
  const ids = fc.uniqueArray(
    quotableText.filter((each) => each !== ''),
    { minLength: 1, maxLength: 4 },
  )
  await fc.assert(
    fc.asyncProperty(quotableText, ids, ids, async (identity, add, remove) => {
      const edit: ListStep = { identity, list: 'ActiveSyncAllowedDeviceIDs', add, remove }
      const head = { title: 'Decide', organisation: 'Contoso', madeAt: '2026-11-29T02:30:00Z', part: 'apply' } as const
      const text = listScriptText({ ...head, steps: [edit], logName: 'log.csv', applyLogName: 'log.csv' })
      const { steps } = await readScript(text)
      expect(steps.find(({ is }) => is === 'lists')).toMatchObject({ identity, add, remove, isPreview: false })
    }),
  )
})
