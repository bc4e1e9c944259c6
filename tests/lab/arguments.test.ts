import { expect, it } from 'vitest'
import { parseArguments } from '../../lab/arguments.ts'
import { BadArguments } from '../../lab/bad-arguments.ts'

it.each<[string[], RegExp]>([
  [[], /^--org is missing; accepted is --org FILE/],
  [['--org'], /^--org has no value/],
  [['--org', '--json'], /^--org has no value/],
  [['--org='], /^--org is empty/],
  [['--org', 'a', '--org', 'b'], /^--org stands there twice/],
  [['a'], /^"a" is not an option; accepted are --org FILE/],
  [['--organisation', 'a'], /^--organisation is not an option/],
  [['-o', 'a'], /^-o is not an option/],
  [['--__proto__'], /^--__proto__ is not an option/],
  [['--', '--org'], /^"--org" is not an option/],
  [['--org', 'a', '--fault'], /^--fault has no value/],
  [['--org', 'a', '--fault', 'toString'], /^--fault names "toString", which is not a fault; accepted are name-does-/],
  [['--org', 'a', '--fault', ''], /^--fault names ""/],
  [['--org', 'a', '--fault', 'basic-only', '--fault', 'ews-no-ntlm'], /basic-only and ews-no-ntlm, which cannot be on/],
  [['--org', 'a', '--latency', '-1'], /^--latency is "-1"; accepted is a whole number of milliseconds from 0 to 60000/],
  [['--org', 'a', '--latency', '1.5'], /^--latency is "1.5"/],
  [['--org', 'a', '--latency', '60001'], /^--latency is "60001"/],
  [['--org', 'a', '--latency', ''], /^--latency is ""/],
  [['--org', 'a', '--nodes', '0'], /^--nodes is "0"; accepted is a whole number from 1 to 16/],
  [['--org', 'a', '--nodes', '17'], /^--nodes is "17"/],
  [['--org', 'a', '--nodes', 'all'], /^--nodes is "all"/],
  [
    ['--org', 'a', '--nodes', '1', '--fault', 'one-node-no-ntlm'],
    /^--nodes is 1, and the fault one-node-no-ntlm is of one server among several; accepted is a whole number from 2 to 16, or no --nodes for eight\.$/,
  ],
  [['--org', 'a', '--round-trip', '1e3'], /^--round-trip is "1e3"; accepted is a whole number of milliseconds/],
  [
    ['--org', 'a', '--bandwidth', '0'],
    /^--bandwidth is "0"; accepted is a whole number of kilobits a second from 1 to/,
  ],
  [['--org', 'a', '--bandwidth', '1000001'], /^--bandwidth is "1000001"/],
  [['--org', 'a', '--bandwidth', '2m'], /^--bandwidth is "2m"/],
  [['--org', 'a', '--loss', '100.01'], /^--loss is "100.01"; accepted is a number from 0 to 100/],
  [['--org', 'a', '--loss', '5%'], /^--loss is "5%"/],
  [['--org', 'a', '--loss', '-1'], /^--loss is "-1"/],
  [['--org', 'a', '--loss', '1e1'], /^--loss is "1e1"/],
  [['--org', 'a', '--loss', '1', '--loss', '2'], /^--loss stands there twice/],
  [['--org', 'a', '--drop-every', '0'], /^--drop-every is "0"; accepted is a whole number from 1 to 1000/],
  [['--org', 'a', '--drop-every', '1001'], /^--drop-every is "1001"/],
  [['--org', 'a', '--json'], /^--json belongs to --list-faults/],
  [['--list-faults=yes'], /^--list-faults takes no value/],
  [['--list-faults', '--fault', 'nonsense'], /^--fault names "nonsense"/],
])('refuses %j', (args, sentence) => {
  expect(() => parseArguments(args)).toThrow(BadArguments)
  expect(() => parseArguments(args)).toThrow(sentence)
})

it.each<[string[], object]>([
  [
    ['--org', 'a'],
    {
      kind: 'run',
      organisationFile: 'a',
      faults: [],
      nodes: 1,
      latencyMilliseconds: 0,
      roundTripMilliseconds: 0,
      bytesPerSecond: undefined,
      lossPercent: 0,
      dropsEvery: undefined,
    },
  ],
  [
    [
      '--latency=60000',
      '--round-trip=40',
      '--bandwidth=2000',
      '--loss=0.5',
      '--drop-every=4',
      '--nodes=8',
      '--fault',
      'basic-only',
      '--fault=wrong-password',
      '--fault',
      'basic-only',
      '--org=-a',
    ],
    {
      kind: 'run',
      organisationFile: '-a',
      faults: ['basic-only', 'wrong-password'],
      nodes: 8,
      latencyMilliseconds: 60_000,
      roundTripMilliseconds: 40,
      bytesPerSecond: 250_000,
      lossPercent: 0.5,
      dropsEvery: 4,
    },
  ],
  [
    ['--org', 'a', '--nodes', '2', '--fault', 'one-node-no-ntlm'],
    {
      kind: 'run',
      organisationFile: 'a',
      faults: ['one-node-no-ntlm'],
      nodes: 2,
      latencyMilliseconds: 0,
      roundTripMilliseconds: 0,
      bytesPerSecond: undefined,
      lossPercent: 0,
      dropsEvery: undefined,
    },
  ],
  [['--list-faults'], { kind: 'list-faults', json: false }],
  [['--json', '--list-faults'], { kind: 'list-faults', json: true }],
])('reads %j', (args, command) => {
  expect(parseArguments(args)).toEqual(command)
})
