import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import pfsense from '../../../../shared/firewall/writers/pfsense.ts'
import pfsenseXml from '../../../../shared/firewall/writers/pfsense-xml.ts'
import { exampleRules, laterGroups } from '../example-rules.ts'
import { comparable, flowsOf } from '../flows.ts'
import { changedEntries, generatedRules } from '../generated-rules.ts'
import { hostileRules } from '../hostile-names.ts'
import { changesBack, deltaOf, exampleChange, readsBack, rollsBack, writtenOf } from '../read-back.ts'
import { fieldsOf, type Node, snippetOf, treeOf } from './config-snippet-reader.ts'
import { type Config, configOf, flowsIn } from './pfsense-reader.ts'

const EMPTY: Config = { aliases: [], rules: [] }
const readBack = (files: readonly string[]) => flowsIn(merged(files))

describe('pfsense-xml', () => {
  it('says what the model says, read back', () => readsBack(pfsenseXml, readBack))

  it('takes away each alias and each rule that it added, the rules first', () => {
    rollsBack(pfsenseXml, readBack)
    const { apply, rollback } = writtenOf(pfsenseXml, exampleRules)
    const there = { aliases: [], rules: merged([apply]).rules.slice(0, 1).map(strangers) }
    expect(merged([apply, rollback])).toEqual(EMPTY)
    expect(() => merged([apply, rollback], there)).toThrow('in use')
    expect(() => merged([apply, apply])).toThrow('exists')
  })

  it('gives its aliases other members and changes nothing else', () => changesBack(pfsenseXml, readBack))

  it('adds, changes and takes away what the script does', () => {
    fc.assert(
      fc.property(
        generatedRules({ members: 10 }).chain((set) => fc.tuple(fc.constant(set), changedEntries(set))),
        ([set, groups]) => {
          const [file, script] = [writtenOf(pfsenseXml, set), writtenOf(pfsense, set)]
          const [later, laterScript] = [deltaOf(pfsenseXml, set, groups), deltaOf(pfsense, set, groups)]
          expect(plain(merged([file.apply]))).toEqual(plain(configOf([script.apply])))
          expect(merged([file.rollback], configOf([script.apply]))).toEqual(EMPTY)
          expect(members(merged([file.apply, later.apply]))).toEqual(
            members(configOf([script.apply, laterScript.apply])),
          )
        },
      ),
      { numRuns: 30 },
    )
  })

  it('goes behind the rules that are there where that is asked', () => {
    const options = { fromInterface: 'opt1', position: 'last' }
    const { apply } = writtenOf(pfsenseXml, exampleRules, options)
    const there = { aliases: [], rules: merged([apply]).rules.slice(0, 1).map(strangers) }
    expect(merged([apply], there).rules[0]).toEqual(there.rules[0])
    expect(new Set(merged([apply]).rules.map((rule) => rule.interface))).toEqual(new Set(['opt1']))
    const { apply: before, notes } = writtenOf(pfsenseXml, exampleRules)
    expect(merged([before], there).rules.at(-1)).toEqual(there.rules[0])
    expect(notes.join()).toContain('Separators')
  })

  it('takes no text for an element, and none for an entity that is read twice', () => {
    fc.assert(
      fc.property(hostileRules(), fc.string({ unit: 'binary' }), ({ set, options }, hostile) => {
        const justification = `--> &lt;/descr&gt;&#60;any/> ]]> ${hostile}`
        const rules = set.rules.map((rule) => ({ ...rule, justification }))
        const { apply, rollback, given } = writtenOf(pfsenseXml, { ...set, rules }, { ...options, fromInterface: '' })
        expect(comparable(readBack([apply]))).toEqual(comparable(flowsOf(given, 'internal')))
        expect(merged([apply, rollback])).toEqual(EMPTY)
        for (const { descr } of [...merged([apply]).rules, ...merged([apply]).aliases])
          expect(descr).not.toMatch(/[<>&]/)
        expect(apply).toMatch(/^[\x20-\x7e\n]*$/)
      }),
    )
  })

  it('is no section that a restore finds, and no whole configuration', () => {
    const { apply, rollback } = writtenOf(pfsenseXml, exampleRules)
    const change = exampleChange(pfsenseXml)
    for (const file of [apply, rollback, change.apply, change.rollback]) {
      for (const section of ['aliases', 'filter', 'nat']) expect(restored(file, section)).toBe(false)
      expect(file.toLowerCase()).not.toContain('<pfsense>')
      const bare = file.replace(/<postern-snippet.*/, '<pfsense>').replace('</postern-snippet>', '</pfsense>')
      expect(restored(bare.replaceAll(/<.?(add|remove|replace)>/g, ''), 'aliases')).toBe(true)
    }
  })

  it('stays as it was read', async () => {
    const { apply, rollback } = writtenOf(pfsenseXml, exampleRules)
    const delta = deltaOf(pfsenseXml, exampleRules, laterGroups)
    await expect(apply).toMatchFileSnapshot('goldens/pfsense-xml.apply.xml')
    await expect(rollback).toMatchFileSnapshot('goldens/pfsense-xml.rollback.xml')
    await expect(delta.apply).toMatchFileSnapshot('goldens/pfsense-xml.delta.xml')
    await expect(delta.rollback).toMatchFileSnapshot('goldens/pfsense-xml.delta-rollback.xml')
  })
})

/** What somebody makes of a configuration who does what is said above each snippet, one after the other. */
function merged(files: readonly string[], before: Config = EMPTY): Config {
  return files.reduce(step, before)
}

function step(config: Config, file: string): Config {
  const { act, words, sections } = snippetOf(file, 'pfsense')
  const wanted = { add: 'aliases filter', remove: 'filter aliases', replace: 'aliases' }[act]
  if (sections.map(({ name }) => name).join(' ') !== wanted) throw new Error(`sections to ${act}`)
  const entries = (section: string, name: string) =>
    sections
      .filter((each) => each.name === section)
      .flatMap(({ children }) => children)
      .map((each) => (each.name === name ? fieldsOf(each) : expect.fail(each.name)))
  const aliases = entries('aliases', 'alias') as Config['aliases']
  const rules = entries('filter', 'rule') as Config['rules']
  if (act === 'add') {
    for (const alias of aliases) hasKeys(alias, ['name', 'type', 'address', 'descr', 'detail'])
    for (const rule of rules) hasKeys(rule, RULE)
    const names = [...config.aliases, ...aliases].map(({ name }) => name)
    const trackers = [...config.rules, ...rules].map(({ tracker }) => tracker)
    if (new Set(names).size < names.length || new Set(trackers).size < trackers.length) throw new Error('exists')
    const first = words.includes('before all other rules')
    if (first === words.includes('behind all other rules')) throw new Error('where?')
    return {
      aliases: [...config.aliases, ...aliases],
      rules: first ? [...rules, ...config.rules] : [...config.rules, ...rules],
    }
  }
  if (act === 'replace')
    return {
      ...config,
      aliases: aliases.reduce((all, alias) => {
        hasKeys(alias, ['name', 'type', 'address', 'descr', 'detail'])
        const at = all.findIndex(({ name }) => name === alias.name)
        return at === -1 ? expect.fail(alias.name) : all.with(at, alias)
      }, config.aliases),
    }
  const kept = rules.reduce((all, rule) => {
    hasKeys(rule, ['tracker'])
    const at = all.findIndex(({ tracker }) => tracker === rule.tracker)
    return at === -1 ? expect.fail(rule.tracker) : all.toSpliced(at, 1)
  }, config.rules)
  const left = aliases.reduce((all, alias) => {
    hasKeys(alias, ['name'])
    const at = all.findIndex(({ name }) => name === alias.name)
    const used = kept.some(({ source, destination }) => [source.address, destination.address].includes(alias.name))
    if (used) throw new Error(`${alias.name} is in use`)
    return at === -1 ? expect.fail(alias.name) : all.toSpliced(at, 1)
  }, config.aliases)
  return { aliases: left, rules: kept }
}

const RULE = [
  ...['type', 'interface', 'ipprotocol', 'protocol', 'source', 'destination', 'descr'],
  ...['log?', 'disabled?', 'tracker'],
]

function hasKeys(entry: object, wanted: readonly string[]): void {
  const keys = Object.keys(entry)
  const expected = wanted.filter((key) => !key.endsWith('?') || keys.includes(key.slice(0, -1)))
  expect(keys).toEqual(expected.map((key) => key.replace('?', '')))
}

/** As pfSense looks for a section: its mark in the text, and then below the root of a configuration or as the root. */
function restored(file: string, section: string): boolean {
  if (!file.toLowerCase().includes(`<${section}>`)) return false
  const { root } = treeOf(file)
  const config: Node = root.name === 'pfsense' ? root : { ...root, children: [root] }
  return config.children.some(({ name }) => name === section)
}

function strangers(rule: Config['rules'][number]): Config['rules'][number] {
  return { ...rule, tracker: '1' }
}

/** The signs that a script may write into a description and a file may not, as a file has them. */
function plain({ aliases, rules }: Config): Config {
  return {
    aliases: aliases.map((alias) => ({ ...alias, descr: alias.descr.replaceAll('&', '+') })),
    rules: rules.map((rule) => ({ ...rule, descr: rule.descr.replaceAll('&', '+') })),
  }
}

function members({ aliases }: Config): unknown {
  return aliases.map(({ name, address, detail }) => [name, address.split(' ').toSorted(), detail])
}
