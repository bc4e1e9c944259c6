import { EventEmitter } from 'node:events'
import type { App, Shell } from 'electron'
import { describe, expect, test } from 'vitest'
import { guardNavigation } from '../../../electron/shell/navigation.ts'

type OpenHandler = (details: { url: string }) => { action: string }

function guarded(openExternal: (url: string) => Promise<void> = async () => {}) {
  const app = new EventEmitter()
  const opened: string[] = []
  const reports: string[] = []
  const shell = {
    openExternal: (url: string) => {
      opened.push(url)
      return openExternal(url)
    },
  }
  guardNavigation(app as unknown as App, shell as unknown as Shell, (sentence) => reports.push(sentence))
  let openHandler: OpenHandler | undefined
  const contents = Object.assign(new EventEmitter(), {
    setWindowOpenHandler: (handler: OpenHandler) => {
      openHandler = handler
    },
  })
  app.emit('web-contents-created', {}, contents)
  return { contents, opened, reports, open: (url: string) => openHandler?.({ url }) }
}

describe('every web contents', () => {
  test.each([['will-navigate'], ['will-frame-navigate'], ['will-redirect'], ['will-attach-webview']])(
    'has %s prevented',
    (name) => {
      let prevented = 0
      guarded().contents.emit(name, { url: 'postern://app/', preventDefault: () => prevented++ }, {}, {})
      expect(prevented).toBe(1)
    },
  )

  test('gets no second window', () => {
    const { open, opened } = guarded()
    const addresses = ['https://example.invalid/', 'file:///', 'postern://app/', 'https://learn.microsoft.com/']
    expect(addresses.map(open)).toEqual(addresses.map(() => ({ action: 'deny' })))
    expect(opened).toEqual(['https://learn.microsoft.com/'])
  })

  test('hears that a page could not be opened in a browser', async () => {
    const { open, reports } = guarded(() => Promise.reject(new Error('no browser')))
    open('https://learn.microsoft.com/')
    await expect
      .poll(() => reports)
      .toEqual(['The page https://learn.microsoft.com/ could not be opened in a browser.'])
  })
})
