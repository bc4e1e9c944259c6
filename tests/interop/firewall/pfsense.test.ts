import { spawnSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveRules } from '../../../shared/firewall/resolved-rule.ts'
import { writeDeltaSheet } from '../../../shared/firewall/write-sheet.ts'
import pfsense from '../../../shared/firewall/writers/pfsense.ts'
import { exampleRules, laterGroups } from '../../shared/firewall/example-rules.ts'
import { changedEntries, generatedRules } from '../../shared/firewall/generated-rules.ts'
import { TODAY, writtenOf } from '../../shared/firewall/read-back.ts'
import { configOf } from '../../shared/firewall/writers/pfsense-reader.ts'

type Config = { interfaces: object; aliases?: unknown; filter?: unknown; nat?: unknown }

const DOUBLE = fileURLToPath(new URL('pfsense-double', import.meta.url))
const EMPTY: Config = { interfaces: { wan: { if: 'em0' } }, aliases: '', filter: { rule: [] } }

/** Runs a script by PHP itself on a stand-in for pfSense; what it says where it changes nothing. */
function ran(script: string, config: Config): Config | string {
  const { stdout, status, stderr } = spawnSync(
    'php',
    ['-n', '-d', `include_path=${DOUBLE}`, '-d', 'error_reporting=-1'],
    {
      ...{ input: script, encoding: 'utf8', env: { ...process.env, CONFIG: JSON.stringify(config) } },
    },
  )
  expect(stderr).toBe('')
  const lines = stdout.split('\n')
  if (status !== 0) return stdout
  expect(lines.slice(1)).toEqual(['loaded', 'Done.', ''])
  return JSON.parse(lines[0] ?? '')
}

function delta(groups: typeof exampleRules.groups, set = exampleRules) {
  const now = { ...set, groups }
  return writeDeltaSheet(pfsense, now, resolveRules(now, 'internal'), { before: set.groups, today: TODAY })
}

const asked = (config: Config | string) => (typeof config === 'string' ? expect.fail(config) : config)
const hasPhp = spawnSync('php', ['-v']).status === 0

describe.skipIf(!hasPhp)('PHP', () => {
  it('makes of the scripts what was meant, over a change and back', () => {
    fc.assert(
      fc.property(
        generatedRules({ members: 20 }).chain((set) => fc.tuple(fc.constant(set), changedEntries(set))),
        ([set, groups]) => {
          const { apply, rollback } = writtenOf(pfsense, set)
          const change = delta(groups, set)
          const applied = asked(ran(apply, EMPTY))
          const { aliases, rules } = configOf([apply])
          expect(applied).toEqual({ ...EMPTY, aliases: { alias: aliases }, filter: { rule: rules } })
          const changed = asked(ran(change.apply, applied))
          expect(changed.aliases).toEqual({ alias: configOf([apply, change.apply]).aliases })
          const back = asked(ran(change.rollback, changed))
          expect(back.aliases).toEqual({ alias: configOf([apply, change.apply, change.rollback]).aliases })
          expect(ran(rollback, changed)).toEqual({ ...EMPTY, aliases: { alias: [] } })
        },
      ),
      { numRuns: 15 },
    )
  })

  const { apply, rollback } = writtenOf(pfsense, exampleRules)
  const other = { type: 'pass', interface: 'lan', source: { any: '' }, destination: { any: '' }, tracker: '1700000000' }
  const theirs = {
    aliases: { alias: [{ name: 'Ours', type: 'host', address: '10.0.0.1' }] },
    filter: { rule: [other] },
  }

  it('leaves what is not of the sheet as it was', () => {
    const before = { ...EMPTY, ...theirs }
    expect(ran(rollback, asked(ran(apply, before)))).toEqual(before)
  })

  it('changes nothing, and says why, where the firewall is not as the script takes it to be', () => {
    const applied = asked(ran(apply, EMPTY))
    expect(ran(apply, applied)).toMatch(/^Nothing was changed: the alias PSTN_S_NYLAS_US exists already\.$/m)
    expect(ran(apply, { ...applied, aliases: '' })).toMatch(/a rule with the tracker 3\d{9} exists already/)
    expect(ran(apply, { ...EMPTY, interfaces: {} })).toContain('there is no interface wan')
    expect(ran(delta(laterGroups).apply, EMPTY)).toContain('there is no alias PSTN_S_NYLAS_US')
    expect(ran(delta(laterGroups).rollback, applied)).toContain('35.190.247.0/24 is not in the alias')
    const used = { ...applied, nat: { rule: [{ source: { address: 'PSTN_S_NYLAS_US' } }] } }
    expect(ran(rollback, used)).toContain('the alias PSTN_S_NYLAS_US is in use by something')
  })
})
