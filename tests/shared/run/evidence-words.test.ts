import { expect, it } from 'vitest'
import { humanKey } from '../../../shared/run/evidence-words.ts'

it.each([
  ['url', 'Address'],
  ['ewsUrl', 'EWS address'],
  ['externalEwsUrl', 'External EWS address'],
  ['sha256', 'SHA-256'],
  ['connectMilliseconds', 'Time to connect'],
  ['signIns', 'Sign-ins'],
  ['sign', 'Sign'],
  ['activeSyncAddress', 'ActiveSync address'],
  ['deviceId', 'Device ID'],
  ['exchangeVersion', 'Exchange version'],
])('the key %s is shown as %s', (key, words) => {
  expect(humanKey(key)).toBe(words)
})

it.each(['constructor', 'toString', 'hasOwnProperty'])(
  'the key %s, which every object has, is words as well',
  (key) => {
    expect(humanKey(key)).toMatch(/^[A-Z][a-z ]+$/i)
  },
)
