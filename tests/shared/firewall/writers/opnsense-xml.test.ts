import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import opnsense from '../../../../shared/firewall/writers/opnsense.ts'
import opnsenseXml from '../../../../shared/firewall/writers/opnsense-xml.ts'
import { exampleRules, laterGroups } from '../example-rules.ts'
import { comparable, flowsOf } from '../flows.ts'
import { changedEntries, generatedRules } from '../generated-rules.ts'
import { hostileRules } from '../hostile-names.ts'
import { changesBack, deltaOf, exampleChange, readsBack, rollsBack, writtenOf } from '../read-back.ts'
import { fieldsOf, type Node, only, snippetOf, treeOf } from './config-snippet-reader.ts'
import { answerOf, flowsIn, type Saved, savedBy } from './opnsense-reader.ts'

const readBack = (files: readonly string[]) => flowsIn(merged(files))

describe('opnsense-xml', () => {
  it('says what the model says, read back', () => readsBack(opnsenseXml, readBack))

  it('takes away each alias and each rule that it added, in an order in which that can be', () => {
    rollsBack(opnsenseXml, readBack)
    const { apply, rollback } = writtenOf(opnsenseXml, exampleRules)
    expect(merged([apply, rollback])).toEqual(merged([]))
    expect(() => merged([apply, apply])).toThrow('exists')
  })

  it('gives its aliases other members and changes nothing else', () => changesBack(opnsenseXml, readBack))

  it('adds, changes and takes away what the script does', () => {
    fc.assert(
      fc.property(
        generatedRules({ members: 10 }).chain((set) => fc.tuple(fc.constant(set), changedEntries(set))),
        ([set, groups]) => {
          const [file, script] = [writtenOf(opnsenseXml, set), writtenOf(opnsense, set)]
          const [later, laterScript] = [deltaOf(opnsenseXml, set, groups), deltaOf(opnsense, set, groups)]
          expect(merged([file.apply])).toEqual(savedBy([script.apply]))
          expect(merged([file.rollback], savedBy([script.apply]))).toEqual(merged([]))
          expect(merged([file.apply, later.apply])).toEqual(savedBy([script.apply, laterScript.apply]))
        },
      ),
      { numRuns: 30 },
    )
  })

  it('counts its rules from the sequence that is asked for', () => {
    const { rules } = merged([writtenOf(opnsenseXml, exampleRules, { position: '500', fromInterface: 'opt2' }).apply])
    expect([...rules.values()].map(({ sequence }) => sequence)).toEqual(['500', '501', '502', '503', '504', '505'])
    expect(new Set([...rules.values()].map((rule) => rule.interface))).toEqual(new Set(['opt2']))
  })

  it('takes no text for an element', () => {
    fc.assert(
      fc.property(hostileRules(), fc.string({ unit: 'binary' }), ({ set, options }, hostile) => {
        const justification = `--> </description><any/> ]]> &quot; ${hostile}`
        const rules = set.rules.map((rule) => ({ ...rule, justification }))
        const { apply, rollback, given } = writtenOf(opnsenseXml, { ...set, rules }, { ...options, fromInterface: '' })
        expect(comparable(readBack([apply]))).toEqual(comparable(flowsOf(given, 'internal')))
        expect(merged([apply, rollback])).toEqual(merged([]))
        expect(apply).toMatch(/^[\x20-\x7e\n]*$/)
      }),
    )
  })

  it('is no section that a restore finds', () => {
    const areas = ['aliases', 'filter', 'OPNsense', 'OPNsense.Firewall', 'OPNsense.Firewall.Alias']
    const { apply, rollback } = writtenOf(opnsenseXml, exampleRules)
    const change = exampleChange(opnsenseXml)
    for (const file of [apply, rollback, change.apply, change.rollback]) {
      for (const area of areas) expect(restored(file, area)).toBe(false)
      expect(restored(file.replaceAll(/<.?(add|remove|replace)>/g, ''), 'OPNsense.Firewall.Alias')).toBe(true)
      // A restore of everything looks at nothing: all that there is against it is what is written above.
      expect(snippetOf(file, 'opnsense').words).toContain('NEVER upload it')
    }
    expect(opnsenseXml.meta.warnings[0]).toMatch(/^NEVER/)
  })

  it('stays as it was read', async () => {
    const { apply, rollback } = writtenOf(opnsenseXml, exampleRules)
    const delta = deltaOf(opnsenseXml, exampleRules, laterGroups)
    await expect(apply).toMatchFileSnapshot('goldens/opnsense-xml.apply.xml')
    await expect(rollback).toMatchFileSnapshot('goldens/opnsense-xml.rollback.xml')
    await expect(delta.apply).toMatchFileSnapshot('goldens/opnsense-xml.delta.xml')
    await expect(delta.rollback).toMatchFileSnapshot('goldens/opnsense-xml.delta-rollback.xml')
  })
})

/** What somebody makes of a configuration who does what each snippet says; OPNsense's own checks are those of its API. */
function merged(files: readonly string[], there: Saved = { aliases: new Map(), rules: new Map() }): Saved {
  const saved = { aliases: new Map(there.aliases), rules: new Map(there.rules) }
  for (const file of files) {
    const { act, sections } = snippetOf(file, 'opnsense')
    const [whole, ...more] = sections
    if (whole?.name !== 'OPNsense' || more.length > 0 || whole.children.length !== 1) throw new Error('sections')
    const parts = only(whole, 'Firewall').children
    const wanted = { add: 'Alias Filter', remove: 'Filter Alias', replace: 'Alias' }[act]
    if (parts.map(({ name }) => name).join(' ') !== wanted) throw new Error(`parts to ${act}`)
    for (const part of parts) {
      const [list, entry] = part.name === 'Alias' ? ['aliases', 'alias'] : ['rules', 'rule']
      if (part.children.length !== 1) throw new Error(`lists of ${part.name}`)
      for (const node of only(part, list ?? '').children)
        node.name === entry ? done(saved, act, node) : expect.fail(node.name)
    }
  }
  return saved
}

const ALIAS = ['enabled', 'name', 'type', 'content', 'description']
const RULE = [
  ...['enabled', 'action', 'quick', 'interface', 'direction', 'ipprotocol', 'protocol', 'source_net'],
  ...['destination_net', 'destination_port', 'log', 'description', 'sequence'],
]

function done(saved: Saved, act: string, node: Node): void {
  const { uuid = '', ...others } = node.attributes
  expect(others).toEqual({})
  const fields = fieldsOf(node)
  const isAlias = node.name === 'alias'
  const had = isAlias ? saved.aliases.get(uuid) : saved.rules.get(uuid)
  if (act === 'remove') {
    expect(fields).toEqual(isAlias ? { name: saved.aliases.get(uuid)?.name } : {})
    const path = `${isAlias ? 'alias/delItem' : 'filter/delRule'}/${uuid}`
    expect(answerOf(saved, path, '{}')).toEqual({ result: 'deleted' })
    return
  }
  if ((had === undefined) !== (act === 'add')) throw new Error(`${uuid} exists, or does not`)
  expect(Object.keys(fields)).toEqual(isAlias ? ALIAS : RULE)
  if (act === 'replace') expect(fields).toMatchObject({ name: saved.aliases.get(uuid)?.name })
  const path = `${isAlias ? 'alias/setItem' : 'filter/setRule'}/${uuid}`
  expect(answerOf(saved, path, JSON.stringify({ [node.name]: fields }))).toEqual({ result: 'saved' })
}

/** As OPNsense looks for a section: below the root, whatever the root is called. */
function restored(file: string, area: string): boolean {
  let nodes = [treeOf(file).root]
  for (const name of area.split('.'))
    nodes = nodes.flatMap(({ children }) => children.filter((child) => child.name === name))
  return nodes.length > 0
}
