import { describe, expect, it } from 'vitest'
import { resolveRules } from '../../../../shared/firewall/resolved-rule.ts'
import { writeDeltaSheet } from '../../../../shared/firewall/write-sheet.ts'
import ip6tables from '../../../../shared/firewall/writers/ip6tables.ts'
import iptables from '../../../../shared/firewall/writers/iptables.ts'
import { exampleRules, laterGroups } from '../example-rules.ts'
import { changesBack, readsBack, rollsBack, TODAY, writtenOf } from '../read-back.ts'
import { flowsIn, tableOf } from './iptables-reader.ts'

const readBack = (configurations: readonly string[]) => flowsIn(tableOf(configurations), 'FORWARD')

describe.each([iptables, ip6tables])('$meta.id', (writer) => {
  const { id } = writer.meta

  it('says what the model says, read back', () => readsBack(writer, readBack))

  it('takes away each chain that it added, and the jump to them', () => {
    rollsBack(writer, readBack)
    const { apply, rollback } = writtenOf(writer, exampleRules)
    expect(tableOf([apply, rollback])).toEqual(tableOf([]))
  })

  it('changes the senders and nothing else', () => changesBack(writer, readBack))

  it('makes what is its own, and clears nothing that stands there', () => {
    const { apply } = writtenOf(writer, exampleRules)
    expect(apply).not.toMatch(/^(:|-[FXDPR] )/m)
    expect(() => tableOf([apply, apply])).toThrow('exists')
  })

  it('goes into the chain and the place that are named', () => {
    const { apply, rollback } = writtenOf(writer, exampleRules, { list: 'INPUT', position: '3' })
    expect(apply).toContain('\n-I INPUT 3 -m comment --comment "Postern" -j PSTN_RULES\n')
    expect(rollback).toContain('\n-D INPUT -m comment --comment "Postern" -j PSTN_RULES\n')
    expect(tableOf([apply, rollback])).toEqual(tableOf([]))
  })

  it.each(['-A INPUT\nCOMMIT\n*nat', '"; -F FORWARD', '-F', '\u202e', 'x'.repeat(200)])(
    'reduces the name of a chain, %j, to what one is made of',
    (list) => {
      const { apply } = writtenOf(writer, exampleRules, { list, position: '1\n-F' })
      expect(/^-I (\S+) -m comment --comment "Postern" -j PSTN_RULES$/m.exec(apply)?.[1]).toMatch(/^\w[\w.-]{0,27}$/)
      expect(apply.split('\n').filter((line) => !/^(-[NAI] |# off: -A )/.test(line))).toEqual(['*filter', 'COMMIT', ''])
    },
  )

  it('cuts a comment itself, and says whose', () => {
    const rules = exampleRules.rules.map((rule) => ({ ...rule, justification: 'why '.repeat(400).trim() }))
    const { apply, notes } = writtenOf(writer, { ...exampleRules, rules })
    expect(Math.max(...[...apply.matchAll(/--comment "([^"]*)"/g)].map(([, text = '']) => text.length))).toBeLessThan(
      256,
    )
    expect(notes.join('\n')).toContain('PSTN_R_001')
  })

  it('says what very many senders cost', () => {
    const many = Array.from({ length: 6_000 }, (_, at) => `20.${at >> 7}.${(at % 128) * 2}.1/32`)
    const six = many.map((_, at) => `2600:${at.toString(16)}::/48`)
    const groups = exampleRules.groups.map((group) => ({ ...group, entries: [...many, ...six] }))
    expect(writtenOf(writer, { ...exampleRules, groups }).notes.join('\n')).toMatch(/come to [\d,]+ lines/)
    expect(writtenOf(writer, exampleRules).notes.join('\n')).not.toContain('come to')
  })

  it('stays as it was read', async () => {
    const { apply, rollback } = writtenOf(writer, exampleRules)
    const now = { ...exampleRules, groups: laterGroups }
    const delta = writeDeltaSheet(writer, now, resolveRules(now, 'internal'), {
      ...{ before: exampleRules.groups, today: TODAY },
    })
    await expect(apply).toMatchFileSnapshot(`goldens/${id}.apply.rules`)
    await expect(rollback).toMatchFileSnapshot(`goldens/${id}.rollback.rules`)
    await expect(delta.apply).toMatchFileSnapshot(`goldens/${id}.delta.rules`)
    await expect(delta.rollback).toMatchFileSnapshot(`goldens/${id}.delta-rollback.rules`)
  })
})
