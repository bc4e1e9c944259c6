import { describe, expect, it } from 'vitest'
import { UsageError } from '../../../electron/cli/exit-code.ts'
import { parseWatchArguments } from '../../../electron/cli/watch-arguments.ts'

const parse = (...args: string[]) => parseWatchArguments(['--org', 'contoso.json', ...args])

describe('The arguments of watch', () => {
  it.each<[string, string[], RegExp]>([
    ['no organisation', [], /--org FILE/],
    ['two organisations', ['--org', 'a', '--org', 'b'], /--org is given twice/],
    ['a time without a unit', ['--org', 'a', '--every', '30'], /5m to 1440m/],
    ['too short a time', ['--org', 'a', '--every', '4m'], /5m to 1440m/],
    ['too long a time', ['--org', 'a', '--every', '25h'], /1h to 24h/],
    ['a time that is none', ['--org', 'a', '--every', '1e2m'], /5m to 1440m/],
    ['every address for the metrics', ['--org', 'a', '--metrics', '0.0.0.0:9464'], /this machine alone/],
    ['the name localhost for the metrics', ['--org', 'a', '--metrics', 'localhost:9464'], /this machine alone/],
    ['IPv6 for the metrics', ['--org', 'a', '--metrics', '[::1]:9464'], /this machine alone/],
    ['a port that is none', ['--org', 'a', '--metrics', '127.0.0.1:0'], /this machine alone/],
    ['a port beyond all ports', ['--org', 'a', '--metrics', '127.0.0.1:65536'], /this machine alone/],
    ['metrics of one run', ['--org', 'a', '--once', '--metrics', '127.0.0.1:9464'], /--once ends after one run/],
    ['an interval of one run', ['--org', 'a', '--once', '--every', '30m'], /--once ends after one run/],
    ['an option that there is not', ['--org', 'a', '--try-again'], /There is no option --try-again/],
    ['a word too many', ['--org', 'a', 'hunter2'], /^There is a word that belongs to no option/],
  ])('refuse %s', (_words, args, sentence) => {
    expect(() => parseWatchArguments(args)).toThrow(UsageError)
    expect(() => parseWatchArguments(args)).toThrow(sentence)
  })

  it('are an hour where nothing is said, and what is said', () => {
    const usual = {
      organisationFile: 'contoso.json',
      everyMinutes: 60,
      metricsPort: undefined,
      once: false,
      passwordFromInput: false,
    }
    expect(parse()).toEqual(usual)
    expect(parse('--every', '5m', '--metrics', '127.0.0.1:9464')).toEqual({
      ...usual,
      everyMinutes: 5,
      metricsPort: 9464,
    })
    expect(parse('--every', '24h')).toEqual({ ...usual, everyMinutes: 1440 })
    expect(parse('--once', '--password-stdin')).toEqual({ ...usual, once: true, passwordFromInput: true })
    expect(parse('--help')).toBe('help')
  })
})
