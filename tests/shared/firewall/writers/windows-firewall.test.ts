import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveRules } from '../../../../shared/firewall/resolved-rule.ts'
import { writeDeltaSheet } from '../../../../shared/firewall/write-sheet.ts'
import windowsFirewall from '../../../../shared/firewall/writers/windows-firewall.ts'
import { exampleRules, laterGroups } from '../example-rules.ts'
import { generatedRules } from '../generated-rules.ts'
import { hostileRules } from '../hostile-names.ts'
import { changesBack, readsBack, rollsBack, TODAY, writtenOf } from '../read-back.ts'
import { commandsOf, flowsAfter, rulesAfter } from './windows-reader.ts'

describe('windows-firewall', () => {
  it('says what the model says, read back by a parser of PowerShell', () => readsBack(windowsFirewall, flowsAfter))

  it('takes away exactly the rules that it made', () => rollsBack(windowsFirewall, flowsAfter))

  it('changes the addresses of its rules and nothing else', () => changesBack(windowsFirewall, flowsAfter))

  it('makes nothing twice: a second run fails', () => {
    const { apply } = writtenOf(windowsFirewall, exampleRules)
    expect(() => rulesAfter([apply, apply])).toThrow('New-NetFirewallRule fails')
  })

  it('writes one line of ASCII for each text of a user, and no | into a description', () => {
    fc.assert(
      fc.property(generatedRules(), (set) => {
        const { apply, rollback } = writtenOf(windowsFirewall, set)
        expect(`${apply}${rollback}`).toMatch(/^[\r\n\x20-\x7e]*$/)
        for (const { given } of commandsOf(apply)) {
          const [description = ''] = given.get('Description') ?? []
          expect(description).toMatch(/^PSTN_R_[^|]*$/)
          expect(given.get('Group')).toEqual(['Postern'])
        }
      }),
    )
  })

  it.each([
    "x' -PolicyStore y; Remove-Item C:\\ #",
    '\u2019; calc; \u2018',
    '$(calc)',
    'contoso.com\\Exchange-Server',
    '"`',
  ])('goes into the policy store that is named, %j, and nowhere else', (list) => {
    const { apply, rollback } = writtenOf(windowsFirewall, exampleRules, { list })
    const commands = [...commandsOf(apply), ...commandsOf(rollback)]
    expect(commands).toHaveLength(10)
    for (const { given } of commands) expect(given.get('PolicyStore')).toEqual([list])
  })

  it.each(['a\nRemove-Item C:\\', '\u202ea', '\ud800', '\u2028'])('does not take %j for a policy store', (list) => {
    const { apply, notes } = writtenOf(windowsFirewall, exampleRules, { list })
    expect(commandsOf(apply)).toHaveLength(5)
    expect(apply).not.toContain('-PolicyStore')
    expect(notes.join('\n')).toContain('policy store')
  })

  it('runs no text of a user, and says the same with one', () => {
    fc.assert(
      fc.property(hostileRules(), ({ set, options }) => {
        const { apply, rollback } = writtenOf(windowsFirewall, set, options)
        expect(flowsAfter([apply])).toEqual(flowsAfter([writtenOf(windowsFirewall, set).apply]))
        expect(flowsAfter([apply, rollback])).toEqual([])
      }),
    )
  })

  it('marks a script with letters beyond ASCII, which Windows PowerShell 5.1 would read as others', () => {
    const { apply, rollback } = writtenOf(windowsFirewall, exampleRules, { list: 'contoso.com\\Domäne ‘Mail’' })
    for (const script of [apply, rollback]) {
      expect(script.startsWith('\ufeff#Requires')).toBe(true)
      for (const { given } of commandsOf(script))
        expect(given.get('PolicyStore')).toEqual(['contoso.com\\Domäne ‘Mail’'])
    }
    expect(writtenOf(windowsFirewall, exampleRules).apply.startsWith('#Requires')).toBe(true)
  })

  it('says which rules ask for a log that Windows does not keep', () => {
    const { notes } = writtenOf(windowsFirewall, exampleRules)
    expect(notes.join('\n')).toMatch(/PSTN_R_001, PSTN_R_003\..*-LogAllowed True/)
  })

  it('stays as it was read', async () => {
    const { apply, rollback } = writtenOf(windowsFirewall, exampleRules)
    const now = { ...exampleRules, groups: laterGroups }
    const delta = writeDeltaSheet(windowsFirewall, now, resolveRules(now, 'internal'), {
      ...{ before: exampleRules.groups, today: TODAY },
    })
    await expect(apply).toMatchFileSnapshot('goldens/windows-firewall.apply.ps1')
    await expect(rollback).toMatchFileSnapshot('goldens/windows-firewall.rollback.ps1')
    await expect(delta.apply).toMatchFileSnapshot('goldens/windows-firewall.delta.ps1')
    await expect(delta.rollback).toMatchFileSnapshot('goldens/windows-firewall.delta-rollback.ps1')
  })
})
