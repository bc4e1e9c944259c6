import { spawnSync } from 'node:child_process'
import { chmodSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { RuleSet } from '../../../../shared/firewall/rule-set.ts'
import checkPoint from '../../../../shared/firewall/writers/check-point.ts'
import { exampleRules } from '../example-rules.ts'
import { generatedRules } from '../generated-rules.ts'
import {
  changesBack,
  clearsUp,
  exampleChange,
  keepsToItsGrammar,
  readsBack,
  rollsBack,
  writtenOf,
} from '../read-back.ts'
import { callsOf, ManagementServer } from './mgmt-cli-reader.ts'

const ELSEWHERE = { list: "Bob's layer $(x)", position: 'below `Mail` "rules"' }
const hasBash = process.platform !== 'win32' && spawnSync('bash', ['-c', 'true']).status === 0

describe('check-point', () => {
  it.each([undefined, ELSEWHERE])('says what the model says, read back: %j', (options) =>
    readsBack(checkPoint, readFlows, options),
  )

  it('takes away all that it added', () => {
    rollsBack(checkPoint, readFlows, ELSEWHERE)
    clearsUp(checkPoint, readNames)
  })

  it('changes the members of its groups and the names in its rules, and nothing else', () =>
    changesBack(checkPoint, readFlows, ELSEWHERE))

  it('stays as it was read', async () => {
    const { apply, rollback } = writtenOf(checkPoint, exampleRules)
    await expect(apply).toMatchFileSnapshot('goldens/check-point.apply.sh')
    await expect(callsOf(rollback).lines.join('\n')).toMatchFileSnapshot('goldens/check-point.rollback.txt')
    const change = exampleChange(checkPoint)
    await expect(callsOf(change.apply).lines.join('\n')).toMatchFileSnapshot('goldens/check-point.delta.txt')
    await expect(callsOf(change.rollback).lines.join('\n')).toMatchFileSnapshot(
      'goldens/check-point.delta-rollback.txt',
    )
  })

  it('puts rules into their order at the place', () => {
    const places = (position: string) =>
      callsOf(writtenOf(checkPoint, exampleRules, { position }).apply).lines.flatMap(
        (line) => /^run add access-rule layer Network (position\S* (?:'[^']*'|\S+)) name/.exec(line)?.[1] ?? [],
      )
    expect(places('top')).toEqual(['position top', 'position.below PSTN_R_001', 'position.below PSTN_R_002'])
    expect(places('7')[0]).toBe('position 7')
    expect(places('below Mail')[0]).toBe('position.below Mail')
    expect(places('nowhere')[0]).toBe("position.above 'Cleanup rule'")
  })

  it('warns of the bottom, and of a place that there is none of', () => {
    const notes = (position: string) => writtenOf(checkPoint, exampleRules, { position }).notes.join(' ')
    expect(notes('bottom')).toContain('never match')
    expect(notes('nowhere')).toContain('none that Check Point has')
    expect(notes('top')).not.toMatch(/never match|none that/)
  })

  it('writes nothing where there is nothing to do', () => {
    expect(writtenOf(checkPoint, { ...exampleRules, rules: [] })).toMatchObject({ apply: '', rollback: '' })
  })

  it.each(["x' ; reboot ; '", '$(reboot)', '`reboot`', 'a\nreboot\n', '\u202ex', '-r', '--root true'])(
    'takes no other command in a layer or a place: %j',
    (hostile) => {
      const set = RuleSet.parse(exampleRules)
      const { apply, rollback } = writtenOf(checkPoint, set, { list: hostile, position: `above ${hostile}` })
      expect(readNames([apply, rollback])).toEqual([])
      expect(apply + rollback).not.toMatch(/\u202e|^reboot|layer '?-|above '?-/m)
    },
  )

  it('takes no other command in whatever zones and options say', () => keepsToItsGrammar(checkPoint, readNames))

  it.skipIf(!hasBash)('is read by bash, whatever the rules say', () => {
    fc.assert(
      fc.property(generatedRules({ members: 8 }), fc.string({ minLength: 1 }), (set, list) => {
        const { apply, rollback } = writtenOf(checkPoint, set, { list, position: `above ${list}` })
        const { status, stderr } = spawnSync('bash', ['-n'], { input: apply + rollback, encoding: 'utf8' })
        expect([status, stderr]).toEqual([0, ''])
      }),
      { numRuns: 25 },
    )
  })

  describe.skipIf(!hasBash)('run by bash', () => {
    it('makes its calls in one session, publishes and signs out', () => {
      const { status, calls, stderr } = runScript(writtenOf(checkPoint, exampleRules).apply)
      expect([status, stderr]).toEqual([0, ''])
      expect(calls[0]).toEqual(['login', '-r', 'true'])
      expect(calls.slice(1).every((call) => call.includes('-s'))).toBe(true)
      expect(calls.map(([verb]) => verb).slice(-2)).toEqual(['publish', 'logout'])
      expect(calls).toContainEqual(expect.arrayContaining(['add', 'access-rule', 'position.above', 'Cleanup rule']))
      expect(calls).toContainEqual(
        expect.arrayContaining(['add', 'dns-domain', 'name', '.sync.nylas.example.com', 'is-sub-domain', 'false']),
      )
    })

    it.each([
      ['a call that fails', { FAIL: 'add access-rule' }],
      ['an answer that tells of an error', { ERROR: 'add group' }],
      ['a publish that fails', { FAIL: 'publish' }],
      ['a name that is there and takes in all below it', { THERE: 'dns-domain', SUB: 'true' }],
    ] as const)('discards its session at %s', (_, environment: Readonly<Record<string, string>>) => {
      const { status, calls, stderr } = runScript(writtenOf(checkPoint, exampleRules).apply, environment)
      expect(status).toBe(1)
      expect(stderr).toContain('Nothing was published.')
      const verbs = calls.map(([verb]) => verb)
      expect(verbs.slice(-2)).toEqual(['discard', 'logout'])
      if (environment.FAIL !== 'publish') expect(verbs).not.toContain('publish')
    })

    it('calls nothing where the sign-in fails', () => {
      const { status, calls } = runScript(writtenOf(checkPoint, exampleRules).apply, { FAIL: 'login' })
      expect(status).toBe(1)
      expect(calls.map(([verb]) => verb)).toEqual(['login'])
    })

    it('adds no host that is there, and deletes no name that somebody else made', () => {
      const { apply, rollback } = writtenOf(checkPoint, exampleRules)
      const again = runScript(apply, { THERE: 'host' })
      expect(again.calls.some(([verb, kind]) => verb === 'add' && kind === 'host')).toBe(false)
      const others = runScript(rollback, { THERE: 'dns-domain', COMMENTS: 'theirs' })
      expect(others.status).toBe(0)
      expect(others.calls.some(([verb, kind]) => verb === 'delete' && kind === 'dns-domain')).toBe(false)
      const ours = runScript(rollback, { THERE: 'dns-domain', COMMENTS: 'Postern' })
      expect(ours.calls.some(([verb, kind]) => verb === 'delete' && kind === 'dns-domain')).toBe(true)
    })

    it('leaves what is still used, and takes the rules away all the same', () => {
      const { status, stderr, calls } = runScript(writtenOf(checkPoint, exampleRules).rollback, { FAIL: 'delete host' })
      expect(status).toBe(0)
      expect(stderr).toContain('Left as it is: host PSTN_34_67_39_103_32')
      expect(calls.map(([verb]) => verb).slice(-2)).toEqual(['publish', 'logout'])
    })

    it('keeps hostile words as words', () => {
      const rules = exampleRules.rules.map((rule) => ({ ...rule, changeNumber: `'"; touch $HOME/x; $(id) \`id\`` }))
      const { calls, status } = runScript(writtenOf(checkPoint, { ...exampleRules, rules }, ELSEWHERE).apply)
      expect(status).toBe(0)
      const rule = calls.find(([verb, kind]) => verb === 'add' && kind === 'access-rule')
      expect(rule?.[3]).toBe("Bob's layer $(x)")
      expect(rule?.[5]).toBe('`Mail` "rules"')
      expect(rule?.at(-3)).toContain('touch _HOME/x')
    })
  })
})

const readFlows = (configurations: readonly string[]) => read(configurations).flows()
const readNames = (configurations: readonly string[]) => {
  const { objects, groups, rules } = read(configurations)
  return [objects, groups, rules].flatMap((each) => [...each.keys()]).toSorted()
}

const HEAD = callsOf(writtenOf(checkPoint, exampleRules).apply).head

function read(configurations: readonly string[]): ManagementServer {
  const server = new ManagementServer()
  for (const script of configurations) {
    const { head, lines } = callsOf(script)
    if (script !== '') expect(head).toBe(HEAD)
    for (const line of lines) server.take(line)
  }
  return server
}

/** An mgmt_cli that notes its words. FAIL and ERROR are the beginnings of calls; objects of the kind THERE are there. */
const STUB = `#!/bin/bash
{ printf '%s\\0' "$@"; printf '\\n\\0'; } >> "$CALLS"
[[ "$*" == "\${FAIL:-none}"* ]] && { echo 'code: "generic_error"'; exit 1; }
[[ "$*" == "\${ERROR:-none}"* ]] && { echo 'code: "generic_error"'; exit 0; }
case "$1 $2" in
  "show \${THERE:-none}") printf '{ "is-sub-domain" : %s, "comments" : "%s" }' "\${SUB:-false}" "\${COMMENTS:-}" ;;
  show*) exit 1 ;;
  login*) echo 'sid: "x"' ;;
esac
exit 0
`

/** Runs a script as an administrator would, with a stub in the place of mgmt_cli. */
function runScript(script: string, environment: Readonly<Record<string, string>> = {}) {
  const folder = mkdtempSync(join(tmpdir(), 'postern-mgmt-cli-'))
  try {
    writeFileSync(join(folder, 'mgmt_cli'), STUB)
    chmodSync(join(folder, 'mgmt_cli'), 0o755)
    writeFileSync(join(folder, 'calls'), '')
    writeFileSync(join(folder, 'script.sh'), script)
    const { status, stderr } = spawnSync('bash', [join(folder, 'script.sh'), '-r', 'true'], {
      encoding: 'utf8',
      env: { PATH: `${folder}:${process.env.PATH}`, CALLS: join(folder, 'calls'), TMPDIR: folder, ...environment },
    })
    const calls = readFileSync(join(folder, 'calls'), 'utf8')
      .split('\0\n\0')
      .slice(0, -1)
      .map((call) => call.split('\0'))
    return { status, stderr, calls }
  } finally {
    rmSync(folder, { recursive: true })
  }
}
