import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, expect, it } from 'vitest'
import { resolveRules } from '../../../shared/firewall/resolved-rule.ts'
import { writeDeltaSheet } from '../../../shared/firewall/write-sheet.ts'
import awsSecurityGroup from '../../../shared/firewall/writers/aws-security-group.ts'
import { exampleRules, laterGroups } from '../../shared/firewall/example-rules.ts'
import { generatedRules } from '../../shared/firewall/generated-rules.ts'
import { TODAY, writtenOf } from '../../shared/firewall/read-back.ts'

const folder = mkdtempSync(join(tmpdir(), 'postern-aws-'))
const file = join(folder, 'sheet.json')
afterAll(() => rmSync(folder, { recursive: true }))

/** The AWS CLI reads the file as its notes say, holds it to Amazon’s model of the call, and sends nothing: it shows a made-up answer. */
const reads = (call: 'authorize' | 'revoke', from: string, text: string) => {
  writeFileSync(file, text)
  const command = `aws ec2 ${call}-security-group-ingress --region us-east-1 --generate-cli-skeleton output --cli-input-json ${from}`
  return spawnSync('bash', ['-c', command.replaceAll('FILE', file)], {
    encoding: 'utf8',
    env: {
      ...process.env,
      // No account and no profile of whoever runs the tests.
      ...{ AWS_CONFIG_FILE: join(folder, 'none'), AWS_SHARED_CREDENTIALS_FILE: join(folder, 'none') },
      ...{ AWS_EC2_METADATA_DISABLED: 'true', AWS_PROFILE: undefined },
    },
  })
}
const hasAws = spawnSync('aws', ['--version']).status === 0
const hasJq = spawnSync('jq', ['--version']).status === 0

it.skipIf(!hasAws)('the AWS CLI takes what is written for it, and what takes it back', () => {
  fc.assert(
    fc.property(generatedRules(), (set) => {
      const { apply, rollback } = writtenOf(awsSecurityGroup, set, { list: 'sg-0123456789abcdef0' })
      expect(reads('authorize', 'file://FILE', apply)).toMatchObject({ status: 0, stderr: '' })
      expect(reads('revoke', 'file://FILE', rollback)).toMatchObject({ status: 0, stderr: '' })
    }),
    { numRuns: 2 },
  )
})

it.skipIf(!hasAws)('the AWS CLI refuses what its model does not know', () => {
  const { apply } = writtenOf(awsSecurityGroup, exampleRules)
  const { status, stderr } = reads('authorize', 'file://FILE', apply.replace('"CidrIp"', '"Cidr"'))
  expect([status === 0, stderr]).toEqual([false, expect.stringContaining('Parameter validation failed')])
})

it.skipIf(!hasAws || !hasJq)('the AWS CLI takes both documents of a change, by jq', () => {
  const now = { ...exampleRules, groups: laterGroups }
  const { apply, notes } = writeDeltaSheet(awsSecurityGroup, now, resolveRules(now, 'internal'), {
    ...{ before: exampleRules.groups, today: TODAY },
  })
  for (const call of ['authorize', 'revoke'] as const) {
    expect(notes.join('\n')).toContain(`--cli-input-json "$(jq .${call} FILE)"`)
    expect(reads(call, `"$(jq .${call} FILE)"`, apply)).toMatchObject({ status: 0, stderr: '' })
  }
})
