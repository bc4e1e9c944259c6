import { describe, expect, it } from 'vitest'
import { readFile, taken } from './read-text-file.ts'

const objs = (inside: string): string =>
  `<Objs Version="1.1.0.1" xmlns="http://schemas.microsoft.com/powershell/2004/04">${inside}</Objs>`
const type = '<TN RefId="0"><T>Deserialized.Microsoft.Exchange.Data.Directory.Management.CASMailbox</T></TN>'
const mailbox = (properties: string, types = type): string =>
  `<Obj RefId="100">${types}<Props><S N="Identity">a/Alice</S>${properties}</Props></Obj>`
const only = (properties: string) => taken(objs(mailbox(properties))).configuration.casMailboxes?.[0]

describe('what Export-Clixml writes (MS-PSRP section 2.2.5)', () => {
  it.each([
    ['a document type', `<!DOCTYPE Objs [<!ENTITY a "True">]>${objs(mailbox('<S N="EwsEnabled">&a;</S>'))}`, 'damaged'],
    ['an entity that is not one of five', objs(mailbox('<S N="DisplayName">&nbsp;</S>')), 'damaged'],
    ['another root', '<Objects></Objects>', 'unknown-format'],
    ['two roots', `${objs(mailbox(''))}${objs('')}`, 'damaged'],
    ['an attribute twice', objs(mailbox('<S N="a" N="b">c</S>')), 'damaged'],
    ['a text in the place of an object', objs('<S>a/Alice</S>'), 'not-understood'],
    [
      'a text in a list of objects',
      objs(`<Obj RefId="1"><LST>${mailbox('')}<S>a/Bob</S></LST></Obj>`),
      'not-understood',
    ],
    [
      'a text under the name of a cmdlet',
      objs('<Obj RefId="1"><DCT><En><S N="Key">Get-CASMailbox</S><S N="Value">a/Bob</S></En></DCT></Obj>'),
      'not-understood',
    ],
    ['no objects', objs(''), 'nothing-known'],
    ['no object', objs('<Nil />'), 'nothing-known'],
    ['an object that was cut off', objs(`<Obj RefId="1">${type}<ToString>a/Alice</ToString></Obj>`), 'value-lost'],
    ['a flag of text', objs(mailbox('<S N="EwsEnabled">yes</S>')), 'not-understood'],
    ['a secure string', objs(mailbox('<SS N="EwsEnabled">01000000d08c</SS>')), 'not-understood'],
    [
      'a property in Props and in MS',
      objs(`<Obj RefId="1">${type}<Props><B N="EwsEnabled">true</B></Props><MS><B N="EwsEnabled">false</B></MS></Obj>`),
      'duplicate',
    ],
    [
      'Format-List before it',
      objs(
        '<Obj RefId="0"><TN RefId="0"><T>Microsoft.PowerShell.Commands.Internal.Format.FormatStartData</T></TN><Props><S N="a">b</S></Props></Obj>',
      ),
      'format-objects',
    ],
  ])('refuses %s', (_, text, refused) => {
    expect(readFile(text)).toMatchObject({ refused })
  })

  it.each([
    ['<B N="EwsEnabled">true</B>', { ewsEnabled: true }],
    ['<Nil N="EwsEnabled" />', { ewsEnabled: null }],
    ['<S N="DisplayName">a &amp; b &lt;c&gt; &#x41;</S>', { displayName: 'a & b <c> A' }],
    ['<S N="DisplayName"><![CDATA[a & b]]></S>', { displayName: 'a & b' }],
    ['<S N="DisplayName">a_x0009_b_x005F_x0041_</S>', { displayName: 'a\tb_x0041_' }],
    ['<S N="_x0045_wsEnabled">True</S>', { ewsEnabled: true }],
    ['<G N="Guid">0a6c7d8e-1111-4222-8333-944445555666</G>', { guid: '0a6c7d8e-1111-4222-8333-944445555666' }],
    [
      '<Obj N="EwsAllowList" RefId="1"><TN RefId="1"><T>L</T></TN><LST><S>a</S><S>b c</S></LST></Obj>',
      { ewsAllowList: ['a', 'b c'] },
    ],
    [
      '<Obj N="EwsAllowList" RefId="1"><IE><S>a</S></IE><Props><I32 N="Count">1</I32></Props></Obj>',
      { ewsAllowList: ['a'] },
    ],
    ['<Obj N="EwsAllowList" RefId="1"><LST /></Obj>', { ewsAllowList: [] }],
    // A value that is shared is written once.
    ['<Obj N="Other" RefId="1"><LST><S>a</S></LST></Obj><Ref N="EwsAllowList" RefId="1" />', { ewsAllowList: ['a'] }],
    [
      '<Obj N="EwsApplicationAccessPolicy" RefId="1"><ToString>EnforceBlockList</ToString><I32>1</I32></Obj>',
      { ewsApplicationAccessPolicy: 'EnforceBlockList' },
    ],
    [
      '<Obj N="EwsApplicationAccessPolicy" RefId="1"><I32>1</I32></Obj>',
      { ewsApplicationAccessPolicy: 'EnforceBlockList' },
    ],
    [
      '<Obj N="PrimarySmtpAddress" RefId="1"><ToString>a@contoso.test</ToString><Props><S N="Local">a</S></Props></Obj>',
      { primarySmtpAddress: 'a@contoso.test' },
    ],
    ['<Obj N="DisplayName" RefId="1"><S>Alice</S><MS><S N="note">n</S></MS></Obj>', { displayName: 'Alice' }],
  ])('%s', (properties, expected) => {
    expect(only(properties)).toEqual({ identity: 'a/Alice', ...expected })
  })

  it.each([
    '<Ref N="EwsAllowList" RefId="77" />',
    '<Obj N="EwsAllowList" RefId="1"><ToString>System.Collections.ArrayList</ToString></Obj>',
    '<S N="EwsAllowList">a b</S>',
  ])('does not tell a list by %s', (properties) => {
    const reading = taken(objs(mailbox(properties)))
    expect(reading.configuration.casMailboxes).toEqual([{ identity: 'a/Alice' }])
    expect(reading.problems).toMatchObject([{ property: 'EwsAllowList', objects: 1 }])
  })

  it('finds objects in lists, and under the names of cmdlets', () => {
    const bob = '<Obj RefId="2"><TNRef RefId="0" /><MS><S N="Identity">a/Bob</S></MS></Obj>'
    const both = [{ identity: 'a/Alice' }, { identity: 'a/Bob' }]
    expect(taken(objs(mailbox('') + bob)).configuration).toEqual({ casMailboxes: both })
    expect(taken(objs(`<Obj RefId="9"><LST>${mailbox('')}${bob}</LST></Obj>`)).configuration).toEqual({
      casMailboxes: both,
    })
    const entry = (key: string, value: string) => `<En><S N="Key">${key}</S>${value}</En>`
    const plain = '<Obj RefId="3"><MS><S N="Name">s</S></MS></Obj>'
    const table = `<Obj RefId="8"><DCT>${entry('Get-ManagementScope', `<Obj N="Value" RefId="7"><LST>${plain}</LST></Obj>`)}${entry('Get-ThrottlingPolicy', '<Obj N="Value" RefId="6"><LST /></Obj>')}${entry('Get-ExchangeServer', '<Nil N="Value" />')}${entry('Get-Mailbox', plain)}</DCT></Obj>`
    const reading = taken(objs(table))
    expect(reading.configuration).toEqual({
      managementScopes: [{ name: 's' }],
      throttlingPolicies: [],
      exchangeServers: [],
    })
    expect(reading.ignoredObjects).toBe(1)
  })
})
