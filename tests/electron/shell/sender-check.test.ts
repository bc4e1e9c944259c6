import type { IpcMainEvent, WebContents } from 'electron'
import { describe, expect, test } from 'vitest'
import { senderRefusal } from '../../../electron/shell/sender-check.ts'

const contents = {} as WebContents
const frame = (parts: object): IpcMainEvent['senderFrame'] =>
  ({ parent: null, origin: 'postern://app', ...parts }) as IpcMainEvent['senderFrame']

describe('a message is refused', () => {
  test.each<[string, IpcMainEvent['senderFrame'], string]>([
    ['when its frame is gone', null, 'its frame is gone'],
    ['from a frame inside the page', frame({ parent: {} }), 'it comes from a frame inside the page'],
    ['from another origin', frame({ origin: 'https://app' }), 'its origin is "https://app"'],
    ['from another host of the scheme', frame({ origin: 'postern://other' }), 'its origin is "postern://other"'],
    ['from an origin that begins alike', frame({ origin: 'postern://app.evil' }), 'its origin is "postern://app.evil"'],
    ['from a page without an origin', frame({ origin: 'null' }), 'its origin is "null"'],
    ['from an origin without a name', frame({ origin: '' }), 'its origin is ""'],
  ])('%s', (_what, senderFrame, refusal) => {
    expect(senderRefusal({ sender: contents, senderFrame }, contents)).toBe(refusal)
  })

  test('from another window', () => {
    const other = {} as WebContents
    expect(senderRefusal({ sender: other, senderFrame: frame({}) }, contents)).toBe('it comes from another window')
  })
})

test('the top frame of postern://app in our window is heard', () => {
  expect(senderRefusal({ sender: contents, senderFrame: frame({}) }, contents)).toBeUndefined()
})
