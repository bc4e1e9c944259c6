import { describe, expect, test } from 'vitest'
import { judgeMailboxes } from '../../../shared/ews/judge-mailboxes.ts'
import { type LotScript, lotScript } from '../../../shared/ews/lot-script.ts'
import type { CasMailbox, Configuration } from '../../../shared/management/configuration.ts'
import type { ScriptPart } from '../../../shared/management/script.ts'
import type { RemedyId } from '../../../shared/remedies/remedy.ts'

const userAgent = 'python-EAS-Client 1.0'
const head = { organisation: 'Contoso', madeAt: '2026-11-29T02:00:00.000Z' }

const open: CasMailbox = {
  ...{ identity: 'contoso.com/Users/Open', primarySmtpAddress: 'open@contoso.com' },
  ...{ ewsEnabled: true, ewsApplicationAccessPolicy: null, ewsAllowList: [], ewsBlockList: [] },
}
const shut = {
  ...open,
  identity: "contoso.com/Users/O'Shut",
  primarySmtpAddress: 'shut@contoso.com',
  ewsEnabled: false,
}
const listed: CasMailbox = {
  ...{ ...open, identity: 'contoso.com/Users/Listed', primarySmtpAddress: 'listed@contoso.com' },
  ...{ ewsApplicationAccessPolicy: 'EnforceAllowList', ewsAllowList: ['Other*'] },
}
const both: CasMailbox = { ...listed, identity: 'Both', primarySmtpAddress: 'both@contoso.com', ewsEnabled: false }
const openOrganisation = { ewsEnabled: null, ewsApplicationAccessPolicy: null, ewsAllowList: [], ewsBlockList: [] }

function lotOf(configuration: Configuration, list?: readonly string[]) {
  const subject = { userAgent, account: undefined, impersonates: false, mailboxes: [] }
  const all = configuration.casMailboxes?.flatMap(({ primarySmtpAddress }) => primarySmtpAddress ?? []) ?? []
  return { configuration, subject, judgements: judgeMailboxes(configuration, subject, list ?? all) }
}

const made = (configuration: Configuration, part: ScriptPart, remedy?: RemedyId) =>
  lotScript(lotOf(configuration), { ...head, part, remedy })
const commandsIn = ({ text }: LotScript) => text.split('\r\n').filter((line) => /^(Invoke-Change|Set-)/.test(line))

function scriptOf(configuration: Configuration, part: ScriptPart, remedy?: RemedyId): LotScript {
  const script = made(configuration, part, remedy)
  if (script.outcome !== 'script') throw new Error(script.sentence)
  return script
}

describe('where there is no script', () => {
  test('all of them work', () => {
    expect(made({ organizationConfig: openOrganisation, casMailboxes: [open] }, 'apply')).toEqual({
      outcome: 'not-needed',
      sentence: 'No mailbox of the list asks for a change that a script could make.',
    })
  })

  test('nothing was read', () => {
    expect(
      lotScript(lotOf({}, ['anna@contoso.com']), { ...head, part: 'apply', remedy: 'ews-mailbox-enabled' }),
    ).toMatchObject({
      outcome: 'not-read',
    })
  })

  test('it is the organisation alone that shuts them out: its script is another', () => {
    const configuration = { organizationConfig: { ...openOrganisation, ewsEnabled: false }, casMailboxes: [open] }
    expect(made(configuration, 'apply')).toEqual({
      outcome: 'not-needed',
      sentence:
        'Nothing is to be changed at the mailboxes themselves; each of these has a script of its own: Enable EWS for the organisation.',
    })
    expect(scriptOf(configuration, 'apply', 'ews-organisation-enabled').text).toContain(
      'Set-OrganizationConfig -EwsEnabled $',
    )
  })
})

describe('the script for the lot', () => {
  const configuration = { organizationConfig: openOrganisation, casMailboxes: [open, shut, listed, both] }

  test('has a line for each mailbox that is to change, with all that changes there', () => {
    const { changes, others } = scriptOf(configuration, 'apply')
    expect([changes, others]).toEqual([3, []])
    expect(commandsIn(scriptOf(configuration, 'apply')).map((line) => /-Change \{ (.*) \}$/.exec(line)?.[1])).toEqual([
      "Set-CASMailbox -Identity 'contoso.com/Users/O''Shut' -EwsEnabled $true -ErrorAction Stop",
      // Behind its switch, its list would keep the client out.
      expect.stringMatching(/^Set-CASMailbox -Identity 'Both' -EwsEnabled \$true .*-EwsAllowList @\{Add='.*'\} /),
      expect.stringMatching(/^Set-CASMailbox -Identity 'contoso.com\/Users\/Listed' .*-EwsAllowList @\{Add='.*'\} /),
    ])
  })

  test('mends what stands behind the first cause, though the list asks for that alone', () => {
    const [line] = commandsIn(scriptOf({ organizationConfig: openOrganisation, casMailboxes: [both] }, 'apply'))
    expect(line).toMatch(/-EwsEnabled \$true .*-EwsAllowList @\{Add='.*'\} /)
  })

  test('its undo has the values that were read, in the opposite order', () => {
    const undo = commandsIn(scriptOf(configuration, 'undo'))
    expect(undo).toHaveLength(3)
    expect(undo.join('\n')).toMatch(/-Identity 'contoso.com\/Users\/O''Shut' -EwsEnabled \$false/)
    const identities = (lines: string[]) => lines.map((line) => /-Identity '((?:[^']|'')+)'/.exec(line)?.[1])
    expect(identities(undo)).toEqual(identities(commandsIn(scriptOf(configuration, 'apply'))).toReversed())
  })

  test('its preview changes nothing', () => {
    for (const line of commandsIn(scriptOf(configuration, 'preview'))) expect(line).toContain('-WhatIf')
  })

  test('of one remedy, it holds that alone', () => {
    const { text, changes } = scriptOf(configuration, 'apply', 'ews-mailbox-enabled')
    expect(changes).toBe(2)
    expect(text).not.toContain('EwsAllowList')
  })

  test('of the organisation and its mailboxes, one remedy has both, and the lot names it', () => {
    const enforced = { ...openOrganisation, ewsApplicationAccessPolicy: 'EnforceAllowList' as const }
    const mixed = { organizationConfig: enforced, casMailboxes: [listed, shut] }
    expect(scriptOf(mixed, 'apply', 'ews-allow-list').text).toMatch(/Set-OrganizationConfig [\s\S]*Set-CASMailbox /)
    expect(scriptOf(mixed, 'apply')).toMatchObject({ others: ['ews-allow-list'] })
    expect(scriptOf(mixed, 'apply').text).not.toContain('Set-OrganizationConfig')
  })

  test('tells nothing of what only the organisation’s own script does', () => {
    const lot = { organizationConfig: { ...openOrganisation, ewsEnabled: false }, casMailboxes: [listed, shut] }
    const { others, notes } = scriptOf(lot, 'apply')
    expect(others).toEqual(['ews-organisation-enabled'])
    expect(notes.join(' ')).not.toContain('which it opens')
    expect(scriptOf(lot, 'apply', 'ews-organisation-enabled').notes.join(' ')).toContain('which it opens')
  })

  test('of 10,000 mailboxes has as many lines', () => {
    const casMailboxes = Array.from({ length: 10_000 }, (_, at) => ({
      ...shut,
      identity: `contoso.com/Users/${at}`,
      primarySmtpAddress: `user${at}@contoso.com`,
    }))
    const lot = { organizationConfig: openOrganisation, casMailboxes }
    expect(commandsIn(scriptOf(lot, 'apply'))).toHaveLength(10_000)
    expect(commandsIn(scriptOf(lot, 'undo'))).toHaveLength(10_000)
  })
})
