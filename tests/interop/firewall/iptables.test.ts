import { spawnSync } from 'node:child_process'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { resolveRules } from '../../../shared/firewall/resolved-rule.ts'
import { writeDeltaSheet } from '../../../shared/firewall/write-sheet.ts'
import ip6tables from '../../../shared/firewall/writers/ip6tables.ts'
import iptables from '../../../shared/firewall/writers/iptables.ts'
import { changedEntries, generatedRules } from '../../shared/firewall/generated-rules.ts'
import { TODAY, writtenOf } from '../../shared/firewall/read-back.ts'

/**
 * Has the tool load files one after the other, each tried with --test before, in a network of its own, and tell what then
 * stands there. The files come by the environment: nothing is written to a disk.
 */
function loaded(tool: string, files: readonly string[]) {
  const each = files.map((_, at) => {
    const file = `printf %s "$FILE_${at}"`
    return `${file} | ${tool}-restore --noflush --test && ${file} | ${tool}-restore --noflush`
  })
  return spawnSync('unshare', ['-rn', 'sh', '-c', [...each, `${tool}-save -t filter`].join(' && ')], {
    encoding: 'utf8',
    env: { ...process.env, ...Object.fromEntries(files.map((text, at) => [`FILE_${at}`, text])) },
  })
}

const rulesOf = (saved: string) => saved.split('\n').filter((line) => /^(-A |:PSTN)/.test(line))

describe.each([iptables, ip6tables])('$meta.id-restore', (writer) => {
  describe.each(['nft', 'legacy'])('of the backend %s', (backend) => {
    const tool = `${writer.meta.id}-${backend}`
    const isThere = loaded(tool, ['*filter\nCOMMIT\n']).status === 0

    it.skipIf(!isThere)('takes a sheet, a change of it, and what takes back the change and the sheet', () => {
      fc.assert(
        fc.property(
          generatedRules({ members: 20 }).chain((set) => fc.tuple(fc.constant(set), changedEntries(set))),
          ([set, groups]) => {
            const { apply, rollback } = writtenOf(writer, set)
            const now = { ...set, groups }
            const delta = writeDeltaSheet(writer, now, resolveRules(now, writer.meta.side), {
              ...{ before: set.groups, today: TODAY },
            })
            const first = loaded(tool, [apply])
            expect(first.stderr).not.toMatch(/fail|error/i)
            expect(first.status).toBe(0)
            expect(rulesOf(first.stdout).length).toBe(apply.match(/^-[NAI] /gm)?.length)
            const back = loaded(tool, [apply, delta.apply, delta.rollback])
            expect(rulesOf(back.stdout).toSorted()).toEqual(rulesOf(first.stdout).toSorted())
            const gone = loaded(tool, [apply, delta.apply, rollback])
            expect(gone.status).toBe(0)
            expect(rulesOf(gone.stdout)).toEqual([])
          },
        ),
        { numRuns: 15 },
      )
    })

    it.skipIf(!isThere)('changes nothing where a sheet stands already', () => {
      const [set] = fc.sample(generatedRules({ members: 3 }), 1)
      const { apply } = writtenOf(writer, set ?? expect.fail())
      const twice = loaded(tool, [apply, apply])
      expect(twice.status).not.toBe(0)
      expect(twice.stderr).toMatch(/exists|line 2 failed/)
    })
  })
})
