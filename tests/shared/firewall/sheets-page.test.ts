import { expect, it } from 'vitest'
import { allWriters } from '../../../shared/firewall/all-writers.ts'
import type { Carries, PlatformLimits, WriterMeta } from '../../../shared/firewall/writer.ts'

/** The page is made of what the writers say of themselves, so that it can't say anything else. */
it('docs/sheets.md says of each writer what it is based on', async () => {
  await expect(`${[intro, ...[...allWriters].map(({ meta }) => section(meta))].join('\n\n')}\n`).toMatchFileSnapshot(
    '../../../docs/sheets.md',
  )
})

const intro = `# The sheets for firewalls

<!-- Made by tests/shared/firewall/sheets-page.test.ts from the writers in shared/firewall/writers; \`vitest -u\` makes it anew. -->

Each writer turns the same rules into what one firewall reads, with what takes it back. What a firewall doesn't carry is left out and told, never dropped in silence. No firewall of these but
nftables and iptables has taken a sheet in our tests: the others are held to documentation and public code, and to a reader of our own that reads each sheet back and compares it with the
rules. What nobody has confirmed is said below.

${allWriters.map(({ meta }) => `- [${meta.name}](#${anchorOf(meta)}) (\`${meta.id}\`)`).join('\n')}`

function anchorOf({ name }: WriterMeta): string {
  return name
    .toLowerCase()
    .replace(/[^\w -]/g, '')
    .replaceAll(' ', '-')
}

function section(meta: WriterMeta): string {
  const options = Object.entries(meta.options).map(
    ([key, { label, usual }]) => `\`${key}\`: ${label}${usual === '' ? '' : ` (usual: \`${usual}\`)`}`,
  )
  return [
    `## ${meta.name}`,
    `\`--format ${meta.id}\`; a file of \`.${meta.extension}\`. Its rules look at the ${meta.side === 'public' ? 'address before translation (public)' : 'address behind the translation (internal)'}. ${carriesWords(meta.carries)}${limitsWords(meta.limits)}`,
    ...(options.length > 0 ? [`Options:\n\n${listOf(options)}`] : []),
    `Before it is applied:\n\n${listOf(meta.warnings)}`,
    `Based on:\n\n${listOf(meta.basedOn)}`,
  ].join('\n\n')
}

function listOf(lines: readonly string[]): string {
  return lines.map((line) => `- ${line}`).join('\n')
}

function carriesWords({ four, six, names, deny, log, disabled }: Carries): string {
  const not = [
    ...(four ? [] : ['IPv4']),
    ...(six ? [] : ['IPv6']),
    ...(names ? [] : ['names as senders']),
    ...(deny ? [] : ['rules that deny']),
    ...(log ? [] : ['logging of a rule']),
  ]
  const off = {
    switch: 'A rule that is off is written switched off.',
    comment: 'A rule that is off stands in it as a comment.',
    'left-out': 'A rule that is off is left out.',
  }[disabled]
  return `${not.length === 0 ? '' : `Not carried: ${not.join(', ')}. `}${off}`
}

function limitsWords({ ruleName, objectName, comment, members, rules }: PlatformLimits): string {
  const known = [
    ...(ruleName === undefined ? [] : [`${ruleName} characters of a rule’s name`]),
    ...(objectName === undefined ? [] : [`${objectName} of an object’s`]),
    ...(comment === undefined ? [] : [`${comment} of a comment`]),
    ...(members === undefined ? [] : [`${members} members of a group`]),
    ...(rules === undefined ? [] : [`${rules} rules`]),
  ]
  return known.length === 0 ? '' : ` Limits: ${known.join(', ')}.`
}
