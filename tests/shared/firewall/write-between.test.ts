import { describe, expect, it } from 'vitest'
import { resolveRules } from '../../../shared/firewall/resolved-rule.ts'
import type { SenderGroup } from '../../../shared/firewall/rule-set.ts'
import { writeDeltaSheet } from '../../../shared/firewall/write-sheet.ts'
import awsTerraform from '../../../shared/firewall/writers/aws-terraform.ts'
import { exampleRules } from './example-rules.ts'
import { TODAY, writtenOf } from './read-back.ts'

const six = (entry: string) => entry.includes(':')

/** The change from groups to those of the example, by a writer to which a change is a whole file. */
function changeFrom(before: readonly SenderGroup[]) {
  return writeDeltaSheet(awsTerraform, exampleRules, resolveRules(exampleRules, 'internal'), { before, today: TODAY })
}

describe('A change of all rules', () => {
  const whole = writtenOf(awsTerraform, exampleRules)

  it('takes in a family that a group had none of, and tells nothing as left out for it', () => {
    const before = exampleRules.groups.map((group) => ({
      ...group,
      entries: group.entries.filter((entry) => !six(entry)),
    }))
    const { apply, rollback, leftOut } = changeFrom(before)
    expect(apply).toBe(whole.apply)
    expect(rollback).toBe(writtenOf(awsTerraform, { ...exampleRules, groups: before }).apply)
    expect(leftOut).toEqual(whole.leftOut)
  })

  it('lets in nobody of a group that had nobody before', () => {
    const before = exampleRules.groups.map((group) => (group.id === 'NYLAS_US' ? { ...group, entries: [] } : group))
    const { apply, rollback } = changeFrom(before)
    expect(apply).toBe(whole.apply)
    expect(rollback).not.toContain('NYLAS_US')
  })

  it('changes nothing of a group of which no earlier list is known', () => {
    const { apply, rollback } = changeFrom(exampleRules.groups.filter(({ id }) => id === 'NYLAS_EU'))
    expect(apply).toBe(whole.apply)
    expect(rollback).toBe(whole.apply)
  })

  it('leaves out on both sides what the platform does not carry', () => {
    const { rollback } = changeFrom(exampleRules.groups)
    expect(rollback).toBe(whole.apply)
    expect(rollback).not.toContain('PSTN_R_003')
  })
})
