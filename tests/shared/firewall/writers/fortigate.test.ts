import { describe, expect, it } from 'vitest'
import { RuleSet } from '../../../../shared/firewall/rule-set.ts'
import fortigate from '../../../../shared/firewall/writers/fortigate.ts'
import { exampleRules } from '../example-rules.ts'
import {
  changesBack,
  clearsUp,
  exampleChange,
  keepsToItsGrammar,
  readsBack,
  rollsBack,
  writtenOf,
} from '../read-back.ts'
import { FortiGate } from './fortios-reader.ts'

const VDOM = { list: 'edge' }

describe('fortigate', () => {
  it('says what the model says, read back', () => readsBack(fortigate, readFlows))

  it('takes away all that it added', () => {
    rollsBack(fortigate, readFlows)
    clearsUp(fortigate, readNames)
  })

  it('changes the members of its groups and nothing else', () => changesBack(fortigate, readFlows, VDOM))

  it('stays as it was read', async () => {
    const { apply, rollback } = writtenOf(fortigate, exampleRules)
    await expect(apply).toMatchFileSnapshot('goldens/fortigate.apply.conf')
    await expect(rollback).toMatchFileSnapshot('goldens/fortigate.rollback.conf')
    const change = exampleChange(fortigate, VDOM)
    await expect(change.apply).toMatchFileSnapshot('goldens/fortigate.delta.conf')
    await expect(change.rollback).toMatchFileSnapshot('goldens/fortigate.delta-rollback.conf')
  })

  it('takes no other command in whatever zones and options say', () => keepsToItsGrammar(fortigate, readNames))

  it('replaces no member of a group in a change', () => {
    const { apply, rollback } = exampleChange(fortigate)
    expect(apply + rollback).not.toMatch(/set member/)
  })

  it('edits no policy that is there, and deletes none by a number that nobody looked up', () => {
    const { apply, rollback } = writtenOf(fortigate, exampleRules)
    expect(apply).not.toMatch(/^config firewall policy\n(?!.* edit 0\n)/m)
    expect(apply).not.toMatch(/^ edit [1-9]/m)
    expect(rollback).not.toMatch(/delete \d/)
  })

  it.each(['wan1"\nend\nconfig system admin\nedit x', '$(x) ; end', '\u202e1naw', `${'w'.repeat(60)}`])(
    'takes no other command in an interface or a VDOM: %j',
    (hostile) => {
      const hosts = exampleRules.hosts.map((host) => ({ ...host, fromZone: hostile, toZone: hostile }))
      const set = RuleSet.parse({ ...exampleRules, hosts })
      const { apply, rollback, notes } = writtenOf(fortigate, set, { list: hostile })
      expect(readNames([apply, rollback])).toEqual([])
      expect(notes.filter((note) => note.includes('put the right name there')).length).toBeGreaterThan(0)
      expect(notes.join('\n')).not.toMatch(/\u202e|"|\nend/)
    },
  )
})

const readFlows = (configurations: readonly string[]) => read(configurations).flows()
const readNames = (configurations: readonly string[]) =>
  [...read(configurations).tables]
    .flatMap(([table, entries]) =>
      [...entries].map(([name, settings]) => (table === 'firewall policy' ? settings.get('name')?.[0] : name) ?? ''),
    )
    .toSorted()

function read(configurations: readonly string[]): FortiGate {
  const fortiGate = new FortiGate()
  for (const text of configurations) {
    expect(text === '' || text.endsWith('\n')).toBe(true)
    for (const line of text.split('\n').slice(0, -1)) fortiGate.take(line)
    fortiGate.done()
  }
  return fortiGate
}
