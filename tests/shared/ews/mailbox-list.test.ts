import { describe, expect, test } from 'vitest'
import { mailboxesIn } from '../../../shared/ews/mailbox-list.ts'

const anna = 'anna@contoso.com'
const bert = 'bert@contoso.com'

describe('lines that name no mailbox', () => {
  test.each([
    ['an empty cell of the column', 'Name,PrimarySmtpAddress\nAnna,\nBert,bert@contoso.com', [bert], [2]],
    ['a line that is too short', `Name,PrimarySmtpAddress\nAnna\nBert,${bert}`, [bert], [2]],
    ['several words without an address', `Anna,Smith,Berlin\n${bert},,`, [bert], [1]],
    ['several words, of a list that is none with columns', `${bert}\nx;y\nx,y`, [bert], [2, 3]],
    ['a name of more than an address can have', `${'a'.repeat(321)}\n${bert}`, [bert], [1]],
    ['a header alone', 'PrimarySmtpAddress', [], []],
    ['nothing', '', [], []],
    ['remarks and blanks', '\ufeff# nobody\n\n   \r\n', [], []],
  ])('%s', (_what, text, mailboxes, lines) => {
    const list = mailboxesIn(text)
    expect([list.mailboxes, list.problems.map(({ line }) => line)]).toEqual([mailboxes, lines])
    expect(list.problemCount).toBe(lines.length)
  })

  test('of many, the first are told, and all are counted', () => {
    const { problems, problemCount } = mailboxesIn('a,b\n'.repeat(500))
    expect([problems.length, problemCount, problems[0]]).toEqual([
      100,
      500,
      { line: 1, sentence: 'Line 1 names no mailbox.' },
    ])
  })
})

describe('what names mailboxes', () => {
  test.each([
    ['one a line', `${anna}\n${bert}`],
    ['one a line, of Windows', `${anna}\r\n${bert}\r\n`],
    ['quoted, as Export-Csv has them', `"PrimarySmtpAddress"\n"${anna}"\n"${bert}"`],
    [
      'with the header of types',
      `#TYPE Selected.Mailbox\n"Name","PrimarySmtpAddress"\n"Anna","${anna}"\n"Bert","${bert}"`,
    ],
    ['semicolons', `Anzeige;PrimarySmtpAddress;Büro\nAnna;${anna};1\nBert;${bert};2`],
    ['tabs, with an empty cell before', `Name\tPrimarySmtpAddress\n\t${anna}\n\t${bert}`],
    ['a name with a comma in quotes', `Name,Email\n"Smith, Anna",${anna}\n"Jones ""BJ"", Bert",${bert}`],
    ['the best of two columns', `Alias,UserPrincipalName,PrimarySmtpAddress\na,x@y.z,${anna}\nb,y@y.z,${bert}`],
    ['copied out of a message', `Anna Smith <${anna}>; Bert <${bert}>`],
    ['an address book with commas', `"Smith, Anna" <${anna}>, Bert <${bert}>`],
    ['proxy addresses', `SMTP:${anna}\nsmtp:${bert}`],
    ['remarks behind a mark', `# the pilot\n${anna}\n  # later\n${bert}`],
    [
      'what Format-Table prints of one column',
      `\r\nPrimarySmtpAddress\r\n------------------\r\n${anna}   \r\n${bert}\r\n\r\n`,
    ],
    ['a header with spaces', `Display name,Primary SMTP address\nAnna,${anna}\nBert,${bert}`],
  ])('%s', (_what, text) => {
    expect(mailboxesIn(text)).toEqual({ mailboxes: [anna, bert], notes: [], problems: [], problemCount: 0 })
  })

  test.each([
    [
      'one, in other case',
      `${anna}\n${bert}\nANNA@contoso.com\n${anna}`,
      `1 mailbox is named more than once, and counts once: ${anna}.`,
    ],
    [
      'several, of which the first are told',
      [1, 2].flatMap(() => ['a', 'b', 'c', 'd', 'e'].map((name) => `${name}@contoso.com`)).join('\n'),
      '5 mailboxes are named more than once, and count once: a@contoso.com, b@contoso.com, c@contoso.com and 2 more.',
    ],
    [
      'one that stands twice in a line',
      `${anna}; ${anna}`,
      `1 mailbox is named more than once, and counts once: ${anna}.`,
    ],
  ])('named more than once: %s', (_what, text, note) => {
    const { mailboxes, notes, problemCount } = mailboxesIn(text)
    expect(new Set(mailboxes).size).toBe(mailboxes.length)
    expect([notes, problemCount]).toEqual([[note], 0])
  })

  test('names that are no addresses stand alone on their line', () => {
    expect(mailboxesIn('anna\nCONTOSO\\bert\ncontoso.com/Users/Carl').mailboxes).toEqual([
      ...['anna', 'CONTOSO\\bert', 'contoso.com/Users/Carl'],
    ])
  })

  test('100,000 of them', () => {
    const text = Array.from({ length: 100_000 }, (_, at) => `"User, ${at}",user${at}@contoso.com`).join('\n')
    expect(mailboxesIn(`Name,Mail\n${text}`).mailboxes).toHaveLength(100_000)
  })
})
