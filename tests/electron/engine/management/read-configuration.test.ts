import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { contoso } from '../../../fixtures/management/contoso.ts'
import { readFile, taken } from './read-text-file.ts'

const lines = (...all: readonly string[]): string => all.map((line) => `${line}\n`).join('')

describe('which cmdlet an object came from', () => {
  const csv = (header: string, row: string, name?: string) =>
    readFile(lines(header, row), name === undefined ? {} : { name })

  it.each([
    // What only the other of two cmdlets would settle.
    ['Name,EwsEnabled', 'Contoso,True', undefined, 'which-cmdlet'],
    ['Identity,EwsEnabled,EwsAllowList', 'Contoso,True,', undefined, 'which-cmdlet'],
    ['Identity,PrimarySmtpAddress', 'Alice,alice@contoso.test', undefined, 'which-cmdlet'],
    ['PrimarySmtpAddress,IsMixedMode,EwsEnabled', 'a@contoso.test,True,True', undefined, 'which-cmdlet'],
    ['ExtendedProtectionTokenChecking,Server', 'None,EX1', undefined, 'which-cmdlet'],
    // Another virtual directory than that of EWS.
    ['Identity,ExtendedProtectionTokenChecking', 'EX1\\ecp (Default Web Site),None', undefined, 'nothing-known'],
    ['Name,EwsEnabled', 'Contoso,True', 'mailboxes.csv', 'which-cmdlet'],
    ['Name,EwsEnabled', 'Contoso,True', 'Get-Mailbox.csv', 'which-cmdlet'],
    // Which device it is does not say how it is let in.
    ['DeviceId,Identity', 'ABC,a/Bob', undefined, 'which-cmdlet'],
    ['Identity,Name', 'a/Bob,x', 'Get-MailboxStatistics.csv', 'which-cmdlet'],
    ['Identity,DeviceType', 'a/Bob/ExchangeActiveSyncDevices/x,iPhone', undefined, 'mobileDevices'],
    ['Identity,DeviceId', 'a/Bob/ExchangeActiveSyncDevices/x,ABC', 'Get-ActiveSyncDevice.csv', 'mobileDevices'],
    ['Identity,DeviceType,LastSuccessSync', 'a/x,iPhone,', undefined, 'mobileDeviceStatistics'],
    ['Identity,Status', 'a/x,DeviceOk', 'Get-ActiveSyncDeviceStatistics.csv', 'mobileDeviceStatistics'],
    ['Identity,QueryString,AccessLevel', 'r,iPhone,Allow', undefined, 'activeSyncDeviceAccessRules'],
    ['Name,DefaultAccessLevel', 'Mobile Mailbox Settings,Quarantine', undefined, 'activeSyncOrganizationSettings'],
    ['Name,AllowNonProvisionableDevices', 'Default,True', undefined, 'mobileDeviceMailboxPolicies'],
    ['Identity,ActiveSyncAllowedDeviceIDs', 'a/Bob,ABC', undefined, 'casMailboxes'],
    ['Name,EwsEnabled', 'Contoso,True', 'C:\\temp\\Get-OrganizationConfig 2.csv', 'organizationConfig'],
    ['Name,Identity,EwsEnabled', 'Alice,a/Alice,True', 'get-casmailbox.csv', 'casMailboxes'],
    ['Name,EwsEnabled,IsMixedMode', 'Contoso,True,False', undefined, 'organizationConfig'],
    ['SamAccountName,EwsEnabled', 'alice,True', undefined, 'casMailboxes'],
    ['Identity,OWAEnabled,ActiveSyncEnabled', 'a/Alice,True,True', undefined, 'casMailboxes'],
    [
      'Identity,ExtendedProtectionTokenChecking',
      'EX1\\EWS (Default Web Site),None',
      undefined,
      'webServicesVirtualDirectories',
    ],
    ['Identity,MRSProxyEnabled', 'EX1\\EWS (Default Web Site),False', undefined, 'webServicesVirtualDirectories'],
    ['Name,EwsMaxConcurrency', 'p,27', undefined, 'throttlingPolicies'],
    ['Identity,ThrottlingPolicyId', 'a/Alice,', undefined, 'throttlingPolicyAssociations'],
    ['Name,RoleAssigneeName', 'r,svc', undefined, 'managementRoleAssignments'],
    ['Name,RecipientRoot', 's,a', undefined, 'managementScopes'],
    ['Name,AdminDisplayVersion,ServerRole', 'EX1,Version 15.2 (Build 1.2),Mailbox', undefined, 'exchangeServers'],
  ])('%s (%s, in %s): %s', (header, row, name, expected) => {
    const reading = csv(header, row, name)
    expect('refused' in reading ? reading.refused : Object.keys(reading.configuration)).toEqual(
      'refused' in reading ? expected : [expected],
    )
  })

  it('takes the type for more than properties and names', () => {
    const reading = readFile(
      lines(
        '#TYPE Selected.Microsoft.Exchange.Data.Directory.Management.Mailbox',
        'SamAccountName,EwsEnabled',
        'alice,True',
      ),
      { name: 'Get-CASMailbox.csv' },
    )
    expect(reading).toMatchObject({ refused: 'nothing-known' })
  })

  it('counts the objects of other cmdlets beside known ones', () => {
    const reading = taken(
      '{"Get-Mailbox":[{"Name":"x"},{"Name":"y"}],"Get-ManagementScope":[{"Name":"s","Exclusive":false}]}',
    )
    expect(reading).toMatchObject({
      ignoredObjects: 2,
      configuration: { managementScopes: [{ name: 's', exclusive: false }] },
    })
    expect(reading.configuration).not.toHaveProperty('casMailboxes')
  })
})

describe('what was asked and what was found', () => {
  const document = (rest: string): string =>
    `{"postern":{"format":"exchange-configuration","version":1,"collectedAt":"2026-11-29T01:02:03Z"},${rest}}`
  const denied = (cmdlet: string): string => `"errors":[{"cmdlet":"${cmdlet}","kind":"access-denied","message":"No."}]`

  it('a cmdlet that was refused is no cmdlet that found nothing', () => {
    const reading = taken(document(`"Get-CASMailbox":[],"Get-ManagementScope":[],${denied('Get-CASMailbox')}`))
    expect(reading.configuration).toEqual({ managementScopes: [] })
    expect(reading.documentErrors).toEqual([{ cmdlet: 'Get-CASMailbox', kind: 'access-denied', message: 'No.' }])
  })

  it('keeps what a cmdlet gave before it was refused the rest', () => {
    const reading = taken(
      document(`"Get-CASMailbox":[{"Identity":"a/Alice","EwsEnabled":true}],${denied('Get-CASMailbox')}`),
    )
    expect(reading.configuration.casMailboxes).toHaveLength(1)
    expect(reading.documentErrors).toHaveLength(1)
  })

  it('takes a document in which everything was refused', () => {
    const reading = taken(document(`"Get-CASMailbox":[],${denied('Get-CASMailbox')}`))
    expect(reading).toMatchObject({ configuration: {}, parts: [], documentErrors: [{ kind: 'access-denied' }] })
  })

  const all = (mailboxes: string, errors = '"errors":[]') =>
    taken(
      `{"postern":{"format":"exchange-configuration","version":1,"collectedAt":"2026-11-29T01:02:03Z"${mailboxes}},"Get-CASMailbox":[{"Identity":"a","EwsEnabled":true}],"Get-ThrottlingPolicyAssociation":[],"Get-ManagementScope":[],${errors}}`,
    ).whole
  it.each([
    ['a document that does not say so', all(''), []],
    ['one of which nobody knows', all(',"mailboxes":null'), []],
    [
      'one of every mailbox',
      all(',"mailboxes":"all"'),
      ['casMailboxes', 'throttlingPolicyAssociations', 'managementScopes'],
    ],
    ['one of mailboxes that were named', all(',"mailboxes":"named"'), ['managementScopes']],
    [
      'one that was refused some of it',
      all(',"mailboxes":"all"', denied('get-casmailbox')),
      ['throttlingPolicyAssociations', 'managementScopes'],
    ],
    ['an export', taken('{"Get-ManagementScope":[]}').whole, []],
  ])('what is whole of %s', (_what, whole, expected) => {
    expect(whole).toEqual(expected)
  })

  it.each([
    '"postern":1',
    '"postern":{"format":"exchange-configuration","version":1,"collectedAt":"2026-11-29T01:02:03Z","mailboxes":"most"}',
    '"postern":{"format":"other","version":1,"collectedAt":"2026-11-29T01:02:03Z"}',
    '"postern":{"format":"exchange-configuration","version":1,"collectedAt":"yesterday"}',
    '"postern":{"format":"exchange-configuration","version":1}',
  ])('refuses %s', (header) => {
    expect(readFile(`{${header},"Get-ManagementScope":[]}`)).toMatchObject({ refused: 'not-understood', line: 1 })
  })

  it.each(['1', '[1]', '[{"cmdlet":"a"}]', '[{"cmdlet":"a","kind":"b","message":"c"}]'])(
    'refuses errors of %s',
    (errors) => {
      expect(readFile(document(`"Get-ManagementScope":[],"errors":${errors}`))).toMatchObject({
        refused: 'not-understood',
      })
    },
  )

  it('takes errors before the header and after it, and none', () => {
    for (const text of [
      '{"errors":[],"Get-ManagementScope":[],"postern":{"format":"exchange-configuration","version":1,"collectedAt":"\\/Date(1763000000000)\\/"}}',
    ]) {
      expect(taken(text)).toMatchObject({ format: 'postern', collectedAt: '2025-11-13T02:13:20.000Z' })
    }
    expect(taken('{"Get-ManagementScope":null}').configuration).toEqual({ managementScopes: [] })
  })
})

describe('what a file does not tell', () => {
  const type = '#TYPE Microsoft.Exchange.Data.Directory.Management.CASMailbox'

  it('is left out and told once, with how many objects it is about', () => {
    const rows = Array.from(
      { length: 500 },
      (_, index) => `a/${index},,Microsoft.Exchange.Data.MultiValuedProperty\`1[System.String]`,
    )
    const reading = taken(lines(type, 'Identity,EwsApplicationAccessPolicy,EwsAllowList', ...rows))
    expect(reading.configuration.casMailboxes).toHaveLength(500)
    expect(reading.configuration.casMailboxes?.[0]).toEqual({ identity: 'a/0', ewsApplicationAccessPolicy: null })
    expect(reading.problems).toEqual([
      {
        code: 'value-lost',
        line: 3,
        part: 'casMailboxes',
        property: 'EwsAllowList',
        objects: 500,
        sentence:
          'EwsAllowList of Get-CASMailbox cannot be told, first in line 3: the name of a type stands in its place, or it was broken apart. It counts as not told.',
      },
    ])
  })

  it.each([
    ['EnforceAllowList', 'a b', '', 'value-lost'],
    ['EnforceBlockList', '', 'a b', 'value-lost'],
    ['EnforceAllowList', 'a*', 'a b', undefined],
    ['EnforceBlockList', 'a b', 'a*', undefined],
    ['', 'a b', 'a b', undefined],
  ])('refuses the file where it decides: %s, %s, %s', (policy, allowed, blocked, refused) => {
    const reading = readFile(
      lines(
        type,
        'Identity,EwsApplicationAccessPolicy,EwsAllowList,EwsBlockList',
        `a/Alice,${policy},${allowed},${blocked}`,
      ),
    )
    expect('refused' in reading ? reading.refused : undefined).toBe(refused)
  })

  it('finds another name for a mailbox whose identity is lost', () => {
    const reading = taken(
      lines(
        type,
        'Identity,PrimarySmtpAddress,EwsEnabled',
        'Microsoft.Exchange.Data.Directory.ADObjectId,alice@contoso.test,True',
      ),
    )
    expect(reading.configuration.casMailboxes).toMatchObject([{ identity: 'alice@contoso.test' }])
    expect(reading.problems).toMatchObject([{ code: 'value-lost', property: 'Identity' }])
  })

  it('refuses an organisation of which nothing is told', () => {
    expect(readFile('{"Get-OrganizationConfig":[{"IsMixedMode":false}]}')).toMatchObject({ refused: 'value-lost' })
  })
})

describe('what a spreadsheet, an editor and a console do to a file', () => {
  const row = ['Identity', 'EwsEnabled', 'EwsAllowList']
  const values = ['a/Alice', 'True', '']
  const expected = [{ identity: 'a/Alice', ewsEnabled: true, ewsAllowList: [] }]
  const type = '#TYPE Microsoft.Exchange.Data.Directory.Management.CASMailbox'

  it.each([',', ';', '\t', '|', '؛'])('csv parted by %s, quoted or not', (separator) => {
    const quoted = (all: string[]): string => all.map((value) => `"${value}"`).join(separator)
    expect(taken(lines(type, quoted(row), quoted(values))).configuration.casMailboxes).toEqual(expected)
    expect(taken(lines(type, row.join(separator), values.join(separator))).configuration.casMailboxes).toEqual(expected)
    expect(
      taken(lines(`sep=${separator}`, type, row.join(separator), values.join(separator))).configuration.casMailboxes,
    ).toEqual(expected)
    expect(
      taken(lines(`"${type}"${separator}${separator}`, row.join(separator), '', values.join(separator), ''))
        .configuration.casMailboxes,
    ).toEqual(expected)
  })

  it('csv with line breaks in a value keeps its lines apart', () => {
    const reading = readFile(
      `${type}\r\n"Identity","DisplayName","EwsEnabled"\r\n"a/Alice","two\r\nlines","True"\r\n"a/Bob","","maybe"\r\n`,
    )
    expect(reading).toMatchObject({ refused: 'not-understood', line: 5 })
  })

  it('two csv files, one after the other', () => {
    const text = lines(
      type,
      row.join(','),
      values.join(','),
      '#TYPE Microsoft.Exchange.Data.Directory.SystemConfiguration.ManagementScope',
      'Name,Exclusive',
      's,False',
    )
    expect(taken(text).configuration).toEqual({
      casMailboxes: expected,
      managementScopes: [{ name: 's', exclusive: false }],
    })
  })

  it('Format-List between prompts of the shell', () => {
    const text = lines(
      '[PS] C:\\>Get-CASMailbox alice | fl PrimarySmtpAddress,EwsEnabled',
      '',
      '',
      'PrimarySmtpAddress : alice@contoso.test',
      'EwsEnabled         :',
      '',
      '',
      '',
      '[PS] C:\\>',
    )
    expect(taken(text).configuration.casMailboxes).toEqual([
      { identity: 'alice@contoso.test', primarySmtpAddress: 'alice@contoso.test', ewsEnabled: null },
    ])
  })

  describe('Format-List of what several cmdlets have', () => {
    const object = ['', 'Name       : Contoso', 'EwsEnabled : False', '', '']
    const read = (...typed: string[]) => {
      const reading = readFile(lines(...typed.flatMap((command) => [command, ...object]), '[PS] C:\\>'))
      return 'refused' in reading ? reading.refused : reading.configuration
    }
    const organizationConfig = { name: 'Contoso', ewsEnabled: false }

    it.each([
      '[PS] C:\\Windows\\system32>Get-OrganizationConfig | fl Name,Ews*',
      'PS C:\\> get-organizationconfig|Format-List Name, EwsEnabled',
    ])('is of the one that was typed before it: %s', (typed) => {
      expect(read(typed)).toEqual({ organizationConfig })
    })

    it('is of the last one of a pipeline, which then lacks a name', () => {
      expect(read('[PS] C:\\>Get-Mailbox contoso | Get-CASMailbox | fl Name,Ews*')).toBe('no-identity')
    })

    it.each(['[PS] C:\\>Get-Mailbox contoso | fl Name,EwsEnabled', '[PS] C:\\>$org | fl Name,EwsEnabled'])(
      'is of nobody knows which where none of these was: %s',
      (typed) => {
        expect(read(typed)).toBe('which-cmdlet')
        expect(read('[PS] C:\\>Get-OrganizationConfig | fl', typed)).toBe('which-cmdlet')
      },
    )

    it('is not of what a warning names', () => {
      expect(read('WARNING: Get-OrganizationConfig was not typed.')).toBe('which-cmdlet')
    })
  })

  it.each([
    ['EwsEnabled : True', 'broken-off'],
    ['ExternalUrl : https://mail.cont', 'broken-off'],
    ['OWAEnabled : True', undefined],
  ])('Format-List whose last line, %s, has no end', (last, refused) => {
    const text = lines('PrimarySmtpAddress : alice@contoso.test', 'EwsAllowOutlook    : True')
    const [name = '', value] = last.split(' : ')
    const reading = readFile(`${text}${name.padEnd(18)} : ${value}`, { name: 'Get-CASMailbox.txt' })
    expect('refused' in reading ? reading.refused : undefined).toBe(refused)
  })

  it('CLIXML as PowerShell hands it to another program', () => {
    const text =
      '#< CLIXML\r\n<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04"><Obj RefId="0"><MS><S N="Name">s</S><B N="Exclusive">true</B></MS></Obj></Objs>'
    expect(taken(text).configuration).toEqual({ managementScopes: [{ name: 's', exclusive: true }] })
  })
})

describe('order and casing', () => {
  const [, jose] = contoso.casMailboxes ?? []
  const properties = Object.entries(jose ?? {})
  const cased = fc.constantFrom(
    (name: string) => name,
    (name: string) => name.toLowerCase(),
    (name: string) => name.toUpperCase(),
  )
  const shuffled = fc.shuffledSubarray(properties, { minLength: properties.length, maxLength: properties.length })

  it('of properties, and properties that nobody knows, change nothing', () => {
    fc.assert(
      fc.property(
        shuffled,
        cased,
        fc.array(fc.tuple(fc.stringMatching(/^Unknown[A-Z]{1,8}$/), fc.jsonValue({ maxDepth: 3 }))),
        (order, casing, unknown) => {
          const all = [...unknown, ...order.map(([name, value]) => [casing(name), value] as const)]
          const mailbox = `{${all.map(([name, value]) => `${JSON.stringify(name)}:${JSON.stringify(value)}`).join(',')}}`
          expect(taken(`[${mailbox}]`).configuration.casMailboxes).toEqual([jose])
          expect(taken(`{"${casing('Get-CASMailbox')}":${mailbox}}`).configuration.casMailboxes).toEqual([jose])
        },
      ),
      { numRuns: 200 },
    )
  })

  it('in a list and in a csv neither', () => {
    const written = (value: unknown): string => (Array.isArray(value) ? `{${value.join(', ')}}` : `${value ?? ''}`)
    fc.assert(
      fc.property(shuffled, cased, (order, casing) => {
        const list = order.map(([name, value]) => `${casing(name).padEnd(30)} : ${written(value)}`)
        expect(taken(lines(...list, '')).configuration.casMailboxes).toEqual([jose])
        const csv = [order.map(([name]) => `"${casing(name)}"`), order.map(([, value]) => `"${written(value)}"`)]
        expect(taken(lines(...csv.map((cells) => cells.join(',')))).configuration.casMailboxes).toEqual([jose])
      }),
      { numRuns: 200 },
    )
  })
})

describe('limits', () => {
  const many = `[${Array.from({ length: 30 }, (_, index) => `{"PrimarySmtpAddress":"u${index}@contoso.test","EwsEnabled":true}`).join(',')}]`

  it.each([
    ['bytes', { bytes: 500 }],
    ['objects', { objects: 29 }],
    ['what is kept', { kept: 500 }],
  ])('of %s', (_, limits) => {
    expect(readFile(many, { limits })).toMatchObject({ refused: 'too-large' })
    expect(taken(many).configuration.casMailboxes).toHaveLength(30)
  })

  it.each([
    ['JSON that nests', '['.repeat(1).concat('{"Identity":', '['.repeat(200))],
    ['CLIXML that nests', `<Objs>${'<Obj>'.repeat(200)}`],
    ['a text of JSON without end', `["${'a'.repeat(5000)}`],
    ['a text of CLIXML without end', `<Objs><Obj><Props><S N="Identity">${'a'.repeat(5000)}`],
    ['a tag without end', `<Objs ${'a'.repeat(5000)}`],
    ['a quote without end', `a,b\n"${'a\n'.repeat(5000)}`],
    ['a header without end', `${'a'.repeat(5000)}`],
    ['a list of entries without end', `[{"EwsAllowList":[${'"a",'.repeat(5000)}`],
    ['a value of Format-List without end', `Identity : a\n${'           b\n'.repeat(5000)}`],
    ['blank lines without end', ' \n'.repeat(5000)],
  ])('of %s', (_, text) => {
    expect(readFile(text, { limits: { value: 4000 } })).toMatchObject({ refused: 'too-large' })
  })
})
