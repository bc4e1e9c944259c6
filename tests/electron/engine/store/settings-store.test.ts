import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, it } from 'vitest'
import { newFolder, opened } from './store-folder.ts'

it('what was never written, or is damaged, is undefined', () => {
  const folder = newFolder()
  const store = opened(folder)
  expect(store.settings.read('theme')).toBeUndefined()
  store.settings.write('theme', 'dark')
  store.close()
  const database = new DatabaseSync(join(folder, 'postern.db'))
  database.exec(`UPDATE setting SET value = '"dar'`)
  database.close()
  expect(opened(folder).settings.read('theme')).toBeUndefined()
})

it('what was written is read again, also later, until something else is written', () => {
  const folder = newFolder()
  const store = opened(folder)
  const value = { theme: 'dark', resolvers: ['10.0.0.53'], none: null }
  store.settings.write('settings', { theme: 'light' })
  store.settings.write('settings', value)
  store.settings.write('other', false)
  store.close()
  const later = opened(folder)
  expect(later.settings.read('settings')).toEqual(value)
  expect(later.settings.read('other')).toBe(false)
  later.settings.write('settings', undefined)
  expect(later.settings.read('settings')).toBeUndefined()
})

it('what a change throws at leaves what was written as it is', () => {
  const { settings } = opened(null)
  settings.write('watch', { on: true })
  const failing = () =>
    settings.change('watch', () => {
      throw new Error('no')
    })
  expect(failing).toThrow('no')
  settings.change('watch', (kept) => [kept])
  expect(settings.read('watch')).toEqual([{ on: true }])
})
