import { describe, expect, it } from 'vitest'
import { errorOfRecord } from '../../../../electron/engine/management/live-outcome.ts'
import { missingCmdlet, refusalOf, releaseOf } from '../../../../electron/engine/management/live-refusal.ts'
import { type Cmdlet, releases } from '../../../../shared/management/cmdlet-table.ts'
import { cmdlets } from '../../../../shared/management/cmdlets.ts'
import { configurationCmdlets } from '../../../../shared/management/configuration.ts'

describe('A build', () => {
  it.each([
    ['15.2.2562.53', 'SE'],
    ['15.2.1748.46', '2019'],
    ['15.1.2507.69', '2016'],
    ['15.0.1497.48', '2013'],
    ['14.3.123.4', '2010'],
    ['99.9.9.9', undefined],
    ['no build', undefined],
    [undefined, undefined],
  ])('%s is of release %s', (build, release) => {
    expect(releaseOf(build)).toBe(release)
  })
})

describe('A cmdlet that is not in the session', () => {
  it('is a matter of rights, for whatever the configuration is read by: every version has it', () => {
    for (const cmdlet of Object.values(configurationCmdlets)) {
      for (const release of [undefined, ...releases]) expect(missingCmdlet(cmdlet, release)).toBe('no-right')
    }
  })

  it('is a matter of the version, or open, where one came later', () => {
    const asked: string[] = Object.values(configurationCmdlets)
    const later = Object.entries(cmdlets as Record<string, Cmdlet>).filter(
      ([name, { since }]) => since && since !== '2010' && !asked.includes(name),
    )
    for (const [name, { since = '2010' }] of later) {
      const at = releases.indexOf(since)
      expect(missingCmdlet(name, releases[at - 1])).toBe('cmdlet-missing-on-version')
      expect(missingCmdlet(name, since)).toBe('no-right')
      expect(missingCmdlet(name, undefined)).toBe('right-or-version')
    }
    expect(missingCmdlet('Get-Unknown', 'SE')).toBe('right-or-version')
  })

  it('is told by its name, in one line', () => {
    const error = { cmdlet: 'Get-CASMailbox', kind: 'other', message: 'a\r\n\u2028  b' } as const
    expect(refusalOf(error, 'exch01', undefined)).toMatchObject({ code: 'cmdlet-refused', message: 'a\r\n\u2028  b' })
    expect(refusalOf(error, 'exch01', undefined).sentence).toBe(
      'Get-CASMailbox ended with an error on exch01. In its own words: a b',
    )
  })
})

describe('A session that has none of the cmdlets', () => {
  const record = {
    stage: 'import',
    id: 'ErrorNoResultsFromRemoteEnd,x',
    category: 'InvalidResult',
    reason: 'ArgumentException',
    errorCode: null,
    message: 'Keine Ergebnisse',
  } as const
  const asked = { server: 'exch01', account: 'signed-in', release: undefined, redact: (text: string) => text } as const

  it('is one without the right to them, where every version has them', () => {
    const { code, sentence } = errorOfRecord(record, { ...asked, cmdlets: ['Get-CASMailbox', 'Get-ExchangeServer'] })
    expect(code).toBe('no-right')
    expect(sentence).toContain('Get-CASMailbox, Get-ExchangeServer')
  })

  it('is open where one of them is not known', () => {
    expect(errorOfRecord(record, { ...asked, cmdlets: ['Get-CASMailbox', 'Get-Unknown'] }).code).toBe(
      'right-or-version',
    )
    expect(errorOfRecord(record, { ...asked, cmdlets: [] }).code).toBe('right-or-version')
  })
})
