import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Release } from '../../../shared/management/cmdlet-table.ts'
import { checkCommand } from '../../../shared/management/cmdlets.ts'
import { scriptText } from '../../../shared/management/script.ts'
import { type Decision, decideAbout, decideByRule } from '../../../shared/quarantine/decision.ts'
import { planDecisions } from '../../../shared/quarantine/decision-plan.ts'
import { decisionScriptText } from '../../../shared/quarantine/decision-script.ts'
import { type Desk, openDesk } from '../../../shared/quarantine/desk.ts'
import type { QuarantineConfiguration } from '../../../shared/quarantine/quarantine-configuration.ts'
import { readCommands } from '../management/powershell-tree.ts'
import { inAnyOrder } from '../remedies/carried-out.ts'
import { carriedOut } from './carried-out.ts'
import { anyChange, anyQuarantine, manyDevices, now } from './example.ts'

const ground = { reason: 'the integration', ticket: 'CHG-1', decidedAt: '2026-11-29T09:00:00.000Z' }
type Kind = 'allow' | 'block' | 'leave' | 'remove'

const decided = (desk: Desk, name: string, kind: Kind): Decision => {
  const device = desk.index.devices.find(({ partnership }) => partnership.deviceId === name)
  if (!device) throw new Error(`no ${name}`)
  return decideAbout(device, kind, ground)
}
const planned = (configuration: QuarantineConfiguration, ...verdicts: [string, Kind][]) => {
  const desk = openDesk(configuration, now)
  return planDecisions(
    desk,
    verdicts.map(([name, kind]) => decided(desk, name, kind)),
  )
}
const planOf = (...given: Parameters<typeof planned>) => {
  const plan = planned(...given)
  if (plan.kind !== 'plan') throw new Error(plan.sentence)
  return plan
}
const withMailbox = (changes: object): QuarantineConfiguration => {
  const made = manyDevices(5)
  return { ...made, casMailboxes: made.casMailboxes?.map((mailbox) => ({ ...mailbox, ...changes })) ?? [] }
}

describe('There is no plan', () => {
  it.each<[string, ReturnType<typeof planned>, string]>([
    ['to allow and block one device', planned(manyDevices(5), ['ID1', 'allow'], ['ID1', 'block']), 'contradictory'],
    ['to remove what is allowed', planned(manyDevices(5), ['ID1', 'remove'], ['ID1', 'allow']), 'contradictory'],
    ['to leave what is blocked', planned(manyDevices(5), ['ID1', 'leave'], ['ID1', 'block']), 'contradictory'],
    ['to leave what is left', planned(manyDevices(5), ['ID1', 'leave']), 'not-needed'],
    ['to allow what is allowed', planned(manyDevices(5), ['ID0', 'allow']), 'not-needed'],
    [
      'where the lists were not read',
      planned(withMailbox({ activeSyncBlockedDeviceIDs: undefined }), ['ID1', 'allow']),
      'not-read',
    ],
    [
      'where no mailbox was read',
      planned({ ...manyDevices(5), casMailboxes: undefined }, ['ID1', 'allow']),
      'not-read',
    ],
    ['for nothing', planned(manyDevices(5)), 'not-needed'],
  ])('%s', (_, plan, kind) => {
    expect(plan.kind).toBe(kind)
    expect(plan).toHaveProperty('sentence', expect.stringMatching(/\w+ \w+.*\.$/))
  })

  it('for two partnerships of one id that are decided about differently', () => {
    const made = manyDevices(2)
    const [first] = made.mobileDevices ?? []
    if (!first) throw new Error('no device')
    const desk = openDesk(
      { ...made, mobileDevices: [first, { ...first, identity: `${first.identity}2`, deviceId: 'id0' }] },
      now,
    )
    const [one, other] = desk.index.devices
    if (!one || !other) throw new Error('no devices')
    const both = [decideAbout(one, 'allow', ground), decideAbout(other, 'block', ground)]
    expect(planDecisions(desk, both).kind).toBe('contradictory')
  })

  it('for two rules of one text, without rules that were read, nor for one whose level was not', () => {
    const desk = openDesk(manyDevices(5), now)
    const rule = { characteristic: 'DeviceType', queryString: 'iPhone' } as const
    const both = [
      decideByRule(desk, { ...rule, accessLevel: 'Allow' }, ground),
      decideByRule(desk, { ...rule, queryString: 'IPHONE', accessLevel: 'Block' }, ground),
    ]
    expect(planDecisions(desk, both)).toMatchObject({
      kind: 'contradictory',
      sentence: expect.stringContaining('Block'),
    })
    const [allow] = both.slice(0, 1)
    if (!allow) throw new Error('no rule')
    const unread = openDesk({ ...manyDevices(5), activeSyncDeviceAccessRules: undefined }, now)
    expect(planDecisions(unread, [allow])).toMatchObject({
      kind: 'not-read',
      cmdlets: ['Get-ActiveSyncDeviceAccessRule'],
    })
    const unclear = openDesk({ ...manyDevices(5), activeSyncDeviceAccessRules: [{ identity: 'R', ...rule }] }, now)
    expect(planDecisions(unclear, [allow]).kind).toBe('not-read')
  })

  it('with a text that no script can hold', () => {
    const desk = openDesk(manyDevices(5), now)
    const rule = { characteristic: 'UserAgent', queryString: 'a\u0007b', accessLevel: 'Allow' } as const
    expect(planDecisions(desk, [decideByRule(desk, rule, ground)]).kind).toBe('by-hand')
  })
})

describe('A plan', () => {
  it('adds to the list and takes off the other, one command for each mailbox', () => {
    const { apply, undo, changes } = planOf(
      withMailbox({ activeSyncBlockedDeviceIDs: ['id1', 'Z'], activeSyncAllowedDeviceIDs: ['Y'] }),
      ['ID1', 'allow'],
    )
    expect(apply.map(({ parameters }) => parameters)).toEqual([
      {
        Identity: 'contoso.test/Users/Person 1',
        ActiveSyncAllowedDeviceIDs: { add: ['ID1'] },
        ActiveSyncBlockedDeviceIDs: { remove: ['id1'] },
      },
    ])
    expect(undo.map(({ parameters }) => parameters)).toEqual([
      {
        Identity: 'contoso.test/Users/Person 1',
        ActiveSyncAllowedDeviceIDs: { remove: ['ID1'] },
        ActiveSyncBlockedDeviceIDs: { add: ['id1'] },
      },
    ])
    expect(changes.map(({ from, to }) => [from, to])).toEqual([
      ['Y', 'Y, ID1'],
      ['id1, Z', 'Z'],
    ])
  })

  it('does not take back what was there before', () => {
    const { undo } = planOf(withMailbox({ activeSyncBlockedDeviceIDs: ['ID1'], activeSyncAllowedDeviceIDs: ['ID1'] }), [
      'ID1',
      'allow',
    ])
    expect(undo.map(({ parameters }) => parameters)).toEqual([
      { Identity: 'contoso.test/Users/Person 1', ActiveSyncBlockedDeviceIDs: { add: ['ID1'] } },
    ])
  })

  it('says that a partnership can’t be put back, by the cmdlet of the release', () => {
    const plan = planOf(manyDevices(5), ['ID1', 'remove'])
    expect([plan.apply.map(({ cmdlet }) => cmdlet), plan.undo]).toEqual([['Remove-MobileDevice'], []])
    expect(plan.notes?.join(' ')).toContain('can’t be put back')
    const desk = openDesk(manyDevices(5), now)
    const older = planDecisions(desk, [decided(desk, 'ID1', 'remove')], '2010')
    expect(older.kind === 'plan' && older.apply.map(({ cmdlet }) => cmdlet)).toEqual(['Remove-ActiveSyncDevice'])
  })

  it('names a device that is allowed and stays out all the same', () => {
    const { notes, effects } = planOf(withMailbox({ activeSyncEnabled: false }), ['ID1', 'allow'])
    expect(effects).toEqual([])
    expect(notes?.join(' ')).toContain('stays Blocked: ActiveSync is off for the mailbox')
  })

  it('says what -WhatIf does not know', () => {
    expect(planOf(manyDevices(5), ['ID1', 'allow']).notes?.join(' ')).toContain('-WhatIf')
  })

  it('gives a rule that is there another level, and doubts a name that may be cut', () => {
    const rule = { characteristic: 'DeviceType', queryString: 'iPhone' } as const
    const made = {
      ...manyDevices(5),
      activeSyncDeviceAccessRules: [{ identity: 'Mine', ...rule, accessLevel: 'Block' as const }],
    }
    const desk = openDesk(made, now)
    const plan = planDecisions(desk, [decideByRule(desk, { ...rule, accessLevel: 'Allow' }, ground)])
    if (plan.kind !== 'plan') throw new Error(plan.sentence)
    expect([...plan.apply, ...plan.undo].map(({ cmdlet, parameters }) => [cmdlet, parameters.AccessLevel])).toEqual([
      ['Set-ActiveSyncDeviceAccessRule', 'Allow'],
      ['Set-ActiveSyncDeviceAccessRule', 'Block'],
    ])
    const long = { characteristic: 'UserAgent', queryString: 'x'.repeat(60), accessLevel: 'Allow' } as const
    const other = planDecisions(desk, [decideByRule(desk, long, ground)])
    expect(other.kind === 'plan' && other.notes?.join(' ')).toContain('may cut this name')
  })

  it('is a script that reads: of commands for Exchange 2010, and in batches with a log for what came after', () => {
    const plan = planOf(manyDevices(5), ['ID1', 'allow'], ['ID2', 'block'])
    const head = { title: 'Decide', organisation: 'Contoso', madeAt: '2026-11-29T09:00:00Z' }
    for (const part of ['preview', 'apply', 'undo'] as const) {
      const commands = part === 'undo' ? plan.undo : plan.apply
      const read = readCommands(scriptText({ ...head, part, commands }))
      expect(read.map(({ cmdlet }) => cmdlet)).toEqual(['Set-CASMailbox', 'Set-CASMailbox'])
      const script = (release: Release) => decisionScriptText(plan, { ...head, part, about: 'decisions', release })
      expect(script('2010')).toContain(part === 'undo' ? "@{Remove='ID1'}" : "@{Add='ID1'}")
      expect(script('2013')).toContain(
        `-Setting 'ActiveSyncAllowedDeviceIDs' ${part === 'undo' ? '-Remove' : '-Add'} 'ID1'\r\n`,
      )
    }
  })

  it('keeps batches and log where rules, lists and partnerships go together, each in its order', () => {
    const desk = openDesk(manyDevices(5), now)
    const [, one, other] = desk.index.devices
    if (!one || !other) throw new Error('There are none.')
    const rule = { characteristic: 'DeviceType', queryString: 'iPhone', accessLevel: 'Allow' } as const
    const decisions = [
      decideAbout(one, 'allow', ground),
      decideAbout(other, 'remove', ground),
      decideByRule(desk, rule, ground),
    ]
    const plan = planDecisions(desk, decisions)
    if (plan.kind !== 'plan') throw new Error(plan.sentence)
    const head = { title: 'Decide', organisation: 'Contoso', madeAt: '2026-11-29T09:00:00Z' }
    const lines = (part: 'apply' | 'undo') =>
      decisionScriptText(plan, { ...head, part, about: 'decisions', release: '2016' })
        .split('\r\n')
        .flatMap((line) => /^Invoke-\w+ .*-Setting '([^']+)'/.exec(line)?.[1] ?? [])
    expect(lines('apply')).toEqual([
      'New-ActiveSyncDeviceAccessRule',
      'ActiveSyncAllowedDeviceIDs',
      'Remove-MobileDevice',
    ])
    // What ends a partnership has no way back.
    expect(lines('undo')).toEqual(['ActiveSyncAllowedDeviceIDs', 'New-ActiveSyncDeviceAccessRule'])
  })
})

const anyDecisions = fc.array(
  fc.oneof(
    fc.record({ at: fc.nat(11), kind: fc.constantFrom<Kind>('allow', 'block', 'leave') }),
    anyChange.filter((change) => change.kind === 'add-rule').map((change) => ({ rule: change.rule })),
  ),
  { minLength: 1, maxLength: 5 },
)

/** Every plan of any decisions about any configuration. */
function forPlans(hold: (plan: ReturnType<typeof planOf>, desk: Desk, decisions: readonly Decision[]) => void): void {
  let plans = 0
  fc.assert(
    fc.property(anyQuarantine, anyDecisions, (configuration, drawn) => {
      const desk = openDesk(configuration, now)
      const decisions = drawn.flatMap((each): Decision[] => {
        if ('rule' in each) return [decideByRule(desk, each.rule, ground)]
        const device = desk.index.devices[each.at]
        return device ? [decideAbout(device, each.kind, ground)] : []
      })
      const plan = planDecisions(desk, decisions)
      if (plan.kind !== 'plan') return
      plans += 1
      hold(plan, desk, decisions)
    }),
    { numRuns: 1_000 },
  )
  expect(plans).toBeGreaterThan(150)
}

describe('Any plan', () => {
  it('is undone to what was read, no more and no less', () => {
    forPlans(({ apply, undo }, { configuration }) => {
      const after = carriedOut(configuration, apply)
      expect(inAnyOrder(after)).not.toEqual(inAnyOrder(configuration))
      expect(inAnyOrder(carriedOut(after, undo))).toEqual(inAnyOrder(configuration))
    })
  })

  it('is undone as far as it came, command by command', () => {
    forPlans(({ apply, undo, steps }, { configuration }, decisions) => {
      expect(steps.map((step) => step.apply)).toEqual(apply)
      expect(steps.flatMap((step) => step.undo ?? []).toReversed()).toEqual(undo)
      for (const step of steps) expect(decisions).toEqual(expect.arrayContaining([...step.decisions]))
      for (let came = 1; came <= steps.length; came += 1) {
        const done = steps.slice(0, came)
        const after = carriedOut(
          configuration,
          done.map((step) => step.apply),
        )
        const back = done.toReversed().flatMap((step) => step.undo ?? [])
        expect(inAnyOrder(carriedOut(after, back))).toEqual(inAnyOrder(configuration))
      }
    })
  })

  it('leaves what others added since', () => {
    const later = (configuration: QuarantineConfiguration): QuarantineConfiguration => ({
      ...configuration,
      casMailboxes: configuration.casMailboxes?.map((mailbox) => ({
        ...mailbox,
        activeSyncAllowedDeviceIDs: mailbox.activeSyncAllowedDeviceIDs && [
          ...mailbox.activeSyncAllowedDeviceIDs,
          'Later',
        ],
      })),
      activeSyncDeviceAccessRules: configuration.activeSyncDeviceAccessRules && [
        ...configuration.activeSyncDeviceAccessRules,
        { identity: 'Later', characteristic: 'DeviceOS', queryString: 'Later', accessLevel: 'Block' },
      ],
    })
    forPlans(({ apply, undo }, { configuration }) => {
      const after = carriedOut(later(carriedOut(configuration, apply)), undo)
      expect(inAnyOrder(after)).toEqual(inAnyOrder(later(configuration)))
    })
  })

  it('changes the devices that it names, and no others', () => {
    forPlans(({ apply, effects }, desk) => {
      const after = openDesk(carriedOut(desk.configuration, apply), now)
      const changed = desk.index.devices.flatMap((device) => {
        const then = after.index.find(device.key)
        const to = then && after.decisionOf(then).state
        return to === desk.decisionOf(device).state ? [] : [`${device.key} ${to}`]
      })
      expect(effects.map(({ device, to }) => `${device.key} ${to}`).toSorted()).toEqual(changed.toSorted())
    })
  })

  it('is not to be made again, and has commands that Exchange has', () => {
    forPlans(({ apply, undo, changes }, { configuration }, decisions) => {
      for (const command of [...apply, ...undo]) expect(() => checkCommand(command)).not.toThrow()
      for (const { from, to } of changes) expect(from).not.toBe(to)
      expect(planDecisions(openDesk(carriedOut(configuration, apply), now), decisions).kind).not.toBe('plan')
    })
  })
})
