import type { MenuItemConstructorOptions } from 'electron'
import { describe, expect, test } from 'vitest'
import { menuTemplate } from '../../../electron/shell/menu.ts'
import { type WindowCommand, windowCommands } from '../../../shared/contract/window-command.ts'

type Item = MenuItemConstructorOptions

/** The menu with what was asked by it, and all its items whatever menu they are in. */
function menu(options: { mac?: boolean; developerTools?: boolean } = {}) {
  const asked: string[] = []
  const template = menuTemplate({
    ...{ mac: false, developerTools: false, ...options },
    openOrganisation: () => asked.push('open organisation'),
    importRun: () => asked.push('import run'),
    command: (command: WindowCommand) => asked.push(command),
  })
  const items = template.flatMap((each) => (Array.isArray(each.submenu) ? (each.submenu as Item[]) : []))
  const click = (id: string) => {
    const item = items.find((each) => each.id === id)
    ;(item as { click: () => void }).click()
  }
  return { asked, template, items, click }
}

test('every command of the window is in the menu once, and asks for itself', () => {
  const { asked, items, click } = menu()
  const ids = items.flatMap(({ id }) => id ?? []).filter((id) => windowCommands.some((command) => command === id))
  expect(ids.toSorted()).toEqual([...windowCommands].toSorted())
  for (const command of windowCommands) click(command)
  expect(asked).toEqual([...windowCommands])
})

test('files are opened by the shell, which may read them', () => {
  const { asked, click } = menu()
  click('open-organisation')
  click('import-run')
  expect(asked).toEqual(['open organisation', 'import run'])
})

describe.each([{ mac: false }, { mac: true }])('$mac', (options) => {
  test('each of our items has a key of its own, and none is a key of editing', () => {
    const { items } = menu(options)
    const keys = items.flatMap(({ id, accelerator }) => (id === undefined ? [] : String(accelerator)))
    expect(new Set(keys).size).toBe(keys.length)
    expect(keys).not.toContain('undefined')
    const taken = ['A', 'C', 'V', 'X', 'Z', 'Y', 'R', '0', '-', 'Plus', 'Q', 'W', 'M'].map((key) => `CmdOrCtrl+${key}`)
    expect(keys.filter((key) => taken.includes(key))).toEqual([])
  })

  test('within one menu no two items are reached by the same letter', () => {
    for (const { label, submenu } of menu(options).template) {
      const letters = (Array.isArray(submenu) ? (submenu as Item[]) : []).flatMap(
        (item) => /&(.)/.exec(item.label ?? '')?.[1]?.toLowerCase() ?? [],
      )
      expect(new Set(letters).size, label).toBe(letters.length)
    }
  })
})

test('developer tools are in the menu of a build that is not packaged alone', () => {
  const roles = (developerTools: boolean) => menu({ developerTools }).items.map(({ role }) => role)
  expect(roles(false)).not.toContain('toggleDevTools')
  expect(roles(true)).toContain('toggleDevTools')
})
