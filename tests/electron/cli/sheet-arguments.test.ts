import { describe, expect, test } from 'vitest'
import { UsageError } from '../../../electron/cli/exit-code.ts'
import { parseSheetArguments } from '../../../electron/cli/sheet-arguments.ts'
import { acceptedOptions, sheetUsage } from '../../../electron/cli/sheet-usage.ts'
import { parseSourcesArguments, sourcesUsage } from '../../../electron/cli/sources-arguments.ts'

const asked = (format: string, ...more: string[]) => ['--rules', 'r.json', '--format', format, ...more]

describe('what a sheet refuses', () => {
  test.each<[string, string[], RegExp]>([
    ['nothing', [], /^Of which rules a sheet is to be made is not said: give --rules FILE\.$/],
    ['an empty file', ['--rules=', '--format', 'csv'], /^--rules names no file: accepted is a path\.$/],
    ['standard input', ['--rules', '-', '--format', 'csv'], /^--rules names no file/],
    ['no form', ['--rules', 'r.json'], /^Which sheet is to be made is not said: give --format, one of xlsx, csv,/],
    ['no such form', asked('pdf'), /^--format names no sheet: accepted are xlsx, csv, .*, nftables.*, zip\.$/],
    ['a form of every object', asked('constructor'), /^--format names no sheet/],
    ['a word without an option', [...asked('csv'), 'x'], /^There is a word that belongs to no option/],
    ['two forms', asked('csv', '--format', 'json'), /^The option --format is given twice/],
    ['a workbook on standard output', asked('xlsx'), /^xlsx is no text to show: give --out FILE\.$/],
    ['an archive on standard output', asked('zip'), /^zip is no text to show: give --out FILE\.$/],
    ['a result over the rules', asked('csv', '--out', './r.json'), /^--rules and --out name the same file \.\/r\.json/],
    ['two into one', asked('nftables', '--out', 'a', '--rollback', 'a'), /^--out and --rollback name the same file a/],
    ['a rollback of a table', asked('csv', '--rollback', 'x'), /^--rollback is of a firewall’s sheet, and csv is none/],
    ['a rollback of all', asked('zip', '--out', 'z', '--rollback', 'x'), /^--rollback is of a firewall’s sheet/],
    ['no mark where there is none', asked('json', '--no-bom'), /^--no-bom is about --format csv: leave it out\.$/],
    [
      'a list of a table',
      asked('csv', '--list', 'x'),
      /^--list does nothing in the sheet csv: accepted there are none/,
    ],
    [
      'a place that is not read',
      asked('nftables', '--position', '1'),
      /^--position does nothing in the sheet nftables: accepted there are --list\.$/,
    ],
    ['a blank list', asked('nftables', '--list', ' '), /^--list is empty, too long, or not in ASCII/],
    ['a list of two lines', asked('nftables', '--list', 'a\nflush'), /^--list is empty, too long, or not in ASCII/],
    ['a long list', asked('nftables', '--list', 'x'.repeat(201)), /^--list is empty, too long.*1 to 200 characters\.$/],
    ['a day that is none', asked('csv', '--today', '2026-02-30'), /^--today is no day: accepted is one such as/],
    ['a moment for a day', asked('csv', '--today', '2026-11-29T10:00'), /^--today is no day/],
    [
      'a form of the list of forms',
      ['--list-formats', '--format', 'csv'],
      /^--list-formats makes no sheet: leave out --/,
    ],
    ['JSON of a sheet', asked('csv', '--json'), /^--json is about --list-formats: .* --format json\.$/],
  ])('%s', (_what, args, sentence) => {
    expect(() => parseSheetArguments(args)).toThrow(sentence)
    expect(() => parseSheetArguments(args)).toThrow(UsageError)
  })
})

describe('what a sheet is asked by', () => {
  test('is all told', () => {
    expect(
      parseSheetArguments(
        asked(
          'nftables',
          '--out',
          'o',
          '--rollback',
          'b',
          '--delta',
          '--confirm-wide',
          '--list',
          'inet filter forward',
        ),
      ),
    ).toEqual({
      ...{ rules: 'r.json', format: 'nftables', out: 'o', rollback: 'b', delta: true, confirmWide: true },
      ...{ options: { list: 'inet filter forward' }, mark: true, today: undefined },
    })
    expect(parseSheetArguments(asked('csv', '--no-bom', '--today', '2026-11-29'))).toMatchObject({
      ...{ mark: false, today: '2026-11-29', options: {} },
    })
    expect(parseSheetArguments(['--list-formats', '--json'])).toEqual({ listFormats: true, json: true })
    expect(parseSheetArguments(['-h'])).toBe('help')
  })

  test('stands in its help, and in what every mistake ends with', () => {
    const options = sheetUsage.match(/--[a-z-]+/g) ?? []
    for (const option of new Set(options)) expect(acceptedOptions).toContain(option)
    for (const line of [...sheetUsage.split('\n'), ...sourcesUsage.split('\n')]) expect(line.length).toBeLessThan(101)
  })
})

describe('what sources refuse', () => {
  test.each<[string, string[], RegExp]>([
    ['nothing', [], /^What is to be done with sources is not said: accepted are diff OLD NEW/],
    ['another word', ['fetch'], /^The first word behind sources is none that is known: accepted are diff OLD NEW/],
    ['one file', ['diff', 'a'], /^diff compares two files: accepted are OLD and NEW\.$/],
    ['an empty file', ['diff', '', 'b'], /^diff compares two files/],
    ['three files', ['diff', 'a', 'b', 'c'], /^diff compares two files/],
    ['a pointer that is none', ['diff', 'a', 'b', '--pointer', 'data'], /^--pointer is no JSON pointer/],
    ['two pointers', ['diff', 'a', 'b', '--pointer', '/a', '--pointer', '/b'], /--pointer is given twice/],
    ['an unknown option', ['diff', 'a', 'b', '--secret', 'x'], /^There is no option --secret: accepted are diff/],
  ])('%s', (_what, args, sentence) => {
    expect(() => parseSourcesArguments(args)).toThrow(sentence)
    expect(() => parseSourcesArguments(args)).toThrow(UsageError)
  })
})
