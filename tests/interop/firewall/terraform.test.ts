import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { permissionText } from '../../../shared/firewall/aws-permissions.ts'
import { namesOfId } from '../../../shared/firewall/object-name.ts'
import { oneLine } from '../../../shared/firewall/one-line.ts'
import { ruleComment } from '../../../shared/firewall/rule-comment.ts'
import type { Writer } from '../../../shared/firewall/writer.ts'
import awsTerraform from '../../../shared/firewall/writers/aws-terraform.ts'
import azureTerraform from '../../../shared/firewall/writers/azure-terraform.ts'
import { comparable, type Flow, flowsOf } from '../../shared/firewall/flows.ts'
import { generatedRules } from '../../shared/firewall/generated-rules.ts'
import { writtenOf } from '../../shared/firewall/read-back.ts'

/*
 * The providers of AWS and Azure can't be had offline. Terraform’s own resource stands in for theirs, with all that is said of
 * them as its input: so what is shown is what Terraform reads and reckons (syntax, escapes, lists, switches), not what a provider takes.
 */
const folder = mkdtempSync(join(tmpdir(), 'postern-terraform-'))
const terraform = (...args: string[]) =>
  spawnSync('terraform', [`-chdir=${folder}`, ...args], {
    encoding: 'utf8',
    env: { ...process.env, CHECKPOINT_DISABLE: '1', TF_IN_AUTOMATION: '1' },
  })
const hasTerraform = spawnSync('terraform', ['version']).status === 0

beforeAll(() => {
  if (hasTerraform) expect(terraform('init', '-input=false')).toMatchObject({ status: 0 })
})
afterAll(() => rmSync(folder, { recursive: true }))

const runs = { numRuns: 12 }
const hostile = fc.constantFrom(
  '[x]',
  `\${file("/etc/passwd")}`,
  `a $\${x} $$\${y} %{ if z }`,
  '%%{q} "\\',
  '$ { }',
  '',
)

it.skipIf(!hasTerraform)('Terraform adds the entries of a security group that the rules say, once each', () => {
  fc.assert(
    fc.property(generatedRules(), hostile, (set, justification) => {
      const written = { ...set, rules: set.rules.map((rule) => ({ ...rule, justification })) }
      const { apply, given } = writtenOf(awsTerraform, written, { list: 'sg-0123456789abcdef0' })
      const texts = new Set(given.map(({ rule }) => permissionText(rule)))
      const flows = planned(apply).map((input): Flow => {
        expect(input.security_group_id).toBe('sg-0123456789abcdef0')
        expect(texts).toContain(input.description)
        return {
          ...{ rule: '', destination: '', protocol: input.ip_protocol, port: input.from_port, action: 'allow' },
          ...{ enabled: true, sources: [input.cidr_ipv4 ?? input.cidr_ipv6 ?? ''] },
        }
      })
      const keys = flows.map(({ protocol, port, sources }) => `${protocol} ${port} ${sources[0]}`)
      expect(new Set(keys).size).toBe(keys.length)
      const meant = flowsOf(given, 'internal').filter(({ enabled }) => enabled)
      expect(comparable(flows)).toEqual(comparable(meant.map((flow) => ({ ...flow, rule: '', destination: '' }))))
    }),
    runs,
  )
})

it.skipIf(!hasTerraform)('Terraform adds the rules of a network security group that are switched on', () => {
  fc.assert(
    fc.property(generatedRules(), hostile, (set, justification) => {
      const written = { ...set, rules: set.rules.map((rule) => ({ ...rule, justification })) }
      const { apply, given } = writtenOf(azureTerraform, written, { list: 'mail-rg/mail-nsg' })
      const texts = new Map(given.map(({ rule }) => [namesOfId.rule(rule.id), oneLine(ruleComment(rule), 140)]))
      const flows = planned(apply)
        .toSorted((one, other) => one.priority - other.priority)
        .flatMap((input): Flow[] => {
          expect(input).toMatchObject({ resource_group_name: 'mail-rg', network_security_group_name: 'mail-nsg' })
          const [rule = ''] = input.name.split('-')
          expect(input.description).toBe(texts.get(rule))
          return input.destination_port_ranges.flatMap((port) =>
            input.destination_address_prefixes.map((destination) => ({
              ...{ rule, destination, protocol: input.protocol.toLowerCase(), port: Number(port) },
              ...{
                action: input.access === 'Allow' ? 'allow' : 'deny',
                enabled: true,
                sources: input.source_address_prefixes,
              },
            })),
          )
        })
      expect(comparable(flows)).toEqual(comparable(flowsOf(given, 'internal').filter(({ enabled }) => enabled)))
    }),
    runs,
  )
})

it.skipIf(!hasTerraform).each<Writer>([awsTerraform, azureTerraform])(
  'Terraform takes away all of it by the rollback: $meta.id',
  (writer) => {
    const [set] = fc.sample(generatedRules(), { numRuns: 1, seed: 3 })
    if (set) expect(planned(writtenOf(writer, set).rollback)).toEqual([])
  },
)

type Input = {
  name: string
  description: string
  security_group_id: string
  cidr_ipv4?: string
  cidr_ipv6?: string
  ip_protocol: string
  from_port: number
  resource_group_name: string
  network_security_group_name: string
  priority: number
  access: string
  protocol: string
  source_address_prefixes: string[]
  destination_address_prefixes: string[]
  destination_port_ranges: string[]
}

/** What Terraform would make of a file, with its own resource in the place of a provider’s. */
function planned(text: string): Input[] {
  const { resource, ...rest } = JSON.parse(text) as {
    resource?: Record<string, Record<string, Record<string, unknown>>>
  }
  const all = Object.values(resource ?? {}).flatMap((each) => Object.entries(each))
  const stands = all.map(([name, { for_each, count, ...input }]) => [
    name,
    { ...(for_each !== undefined && { for_each }), ...(count !== undefined && { count }), input },
  ])
  const configuration = { ...rest, ...(all.length > 0 && { resource: { terraform_data: Object.fromEntries(stands) } }) }
  writeFileSync(join(folder, 'postern.tf.json'), JSON.stringify(configuration))
  const plan = terraform('plan', '-input=false', '-refresh=false', '-lock=false', '-out=plan')
  expect(plan.stderr).not.toContain('Error')
  expect(plan.status).toBe(0)
  const shown = terraform('show', '-json', 'plan')
  expect(shown.status).toBe(0)
  const { planned_values }: { planned_values: { root_module: { resources?: { values: { input: Input } }[] } } } =
    JSON.parse(shown.stdout)
  return (planned_values.root_module.resources ?? []).map(({ values }) => values.input)
}
