import { describe, expect, it } from 'vitest'
import { resolveRules } from '../../../shared/firewall/resolved-rule.ts'
import { writeDeltaSheet, writeSheet } from '../../../shared/firewall/write-sheet.ts'
import type { PlatformOptions, Writer } from '../../../shared/firewall/writer.ts'
import ciscoAsa from '../../../shared/firewall/writers/cisco-asa.ts'
import ciscoIosXe from '../../../shared/firewall/writers/cisco-ios-xe.ts'
import f5Afm from '../../../shared/firewall/writers/f5-afm.ts'
import fortigate from '../../../shared/firewall/writers/fortigate.ts'
import iptables from '../../../shared/firewall/writers/iptables.ts'
import juniperSrx from '../../../shared/firewall/writers/juniper-srx.ts'
import nftables from '../../../shared/firewall/writers/nftables.ts'
import opnsense from '../../../shared/firewall/writers/opnsense.ts'
import opnsenseXml from '../../../shared/firewall/writers/opnsense-xml.ts'
import panos from '../../../shared/firewall/writers/panos.ts'
import pfsense from '../../../shared/firewall/writers/pfsense.ts'
import pfsenseXml from '../../../shared/firewall/writers/pfsense-xml.ts'
import sonicwall from '../../../shared/firewall/writers/sonicwall.ts'
import sophos from '../../../shared/firewall/writers/sophos.ts'
import windowsFirewall from '../../../shared/firewall/writers/windows-firewall.ts'
import { exampleRules, laterGroups } from './example-rules.ts'
import { TODAY, writtenOf } from './read-back.ts'

function deltaNotes(writer: Writer, groups = laterGroups): string {
  const set = { ...exampleRules, groups }
  const before = exampleRules.groups
  return writeDeltaSheet(writer, set, resolveRules(set, writer.meta.side), { before, today: TODAY }).notes.join('\n')
}

function wholeNotes(writer: Writer, position?: string): string {
  return writtenOf(writer, exampleRules, position === undefined ? {} : { position }).notes.join('\n')
}

describe('What is told with a sheet', () => {
  it.each([
    [ciscoAsa, 'write memory'],
    [ciscoIosXe, 'copy running-config startup-config'],
    [f5Afm, 'save sys config'],
    [sonicwall, 'without configure before them'],
    [windowsFirewall, 'on each server'],
  ] as const)('says of a change as of the whole sheet how it is applied and kept: %#', (writer, said) => {
    expect(wholeNotes(writer)).toContain(said)
    expect(deltaNotes(writer)).toContain(said)
  })

  it.each([panos, ciscoAsa, ciscoIosXe, juniperSrx, sonicwall])(
    'warns where a group that is there keeps the senders of an earlier list: %#',
    ({ meta }) => {
      expect(meta.warnings.join('\n')).toMatch(/grow.* keep/)
    },
  )

  it.each([fortigate, sophos, panos, juniperSrx])(
    'says that behind a rule that denies the same the rules do nothing: %#',
    (writer) => {
      expect(wholeNotes(writer)).toMatch(/[Bb]ehind a (rule|policy) of yours that denies/)
    },
  )

  it('says nothing of the bottom where the rules are put at the top', () => {
    expect(wholeNotes(sophos, 'top')).not.toContain('at the bottom')
  })

  it('says that the rollback knows nothing of an entry that was switched on by hand', () => {
    expect(wholeNotes(ciscoIosXe)).toContain('still in use')
    const rules = exampleRules.rules.map((rule) => ({ ...rule, enabled: true }))
    expect(writtenOf(ciscoIosXe, { ...exampleRules, rules }).notes.join('\n')).not.toContain('still in use')
  })

  it('says that a change of nothing has nothing, and what the rollback of another takes back', () => {
    expect(deltaNotes(panos, exampleRules.groups)).toContain('Nothing is to be added or taken away')
    expect(deltaNotes(panos)).not.toContain('Nothing is to be added or taken away')
    expect(deltaNotes(panos)).toContain('The rollback takes back this change alone')
  })

  it.each([
    [iptables, { list: 'IN;PUT', position: 'bottom' }, ['INPUT', '1']],
    [nftables, { list: 'filter input' }, ['filter input forward']],
    [pfsense, { fromInterface: 'opt 1', position: 'bottom' }, ['opt1', 'first']],
    [pfsenseXml, { fromInterface: 'opt 1', position: 'bottom' }, ['opt1', 'first']],
    [opnsense, { fromInterface: 'opt 1', position: 'top' }, ['opt1', '1']],
    [opnsenseXml, { fromInterface: 'opt 1', position: 'top' }, ['opt1', '1']],
  ] as const)('says what is written in the place of an option that is not taken: %#', (writer, options, written) => {
    const otherwise = (given: PlatformOptions) =>
      writtenOf(writer, exampleRules, given).notes.flatMap(
        (note) => / as it stands: “(.*)” is written/.exec(note)?.[1] ?? [],
      )
    expect(otherwise(options)).toEqual(written)
    expect(otherwise({})).toEqual([])
  })

  it('says which rules would work before their first day', () => {
    const rules = exampleRules.rules.map((rule) => ({ ...rule, enabled: rule.id !== '003', start: '2027-03-01' }))
    const at = (today: string) => {
      const set = { ...exampleRules, rules }
      return writeSheet(panos, set, resolveRules(set, 'public'), { today }).notes.filter((note) =>
        note.includes('first day'),
      )
    }
    expect(at('2027-02-28')).toEqual([expect.stringContaining('PSTN_R_001 (2027-03-01), PSTN_R_002 (2027-03-01)')])
    expect(at('2027-03-01')).toEqual([])
  })
})
