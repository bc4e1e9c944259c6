import { describe, expect, it } from 'vitest'
import { commandOf, type Host, keysText, shortcuts } from '../../../renderer/app/shortcuts.ts'
import { placeOfCommand } from '../../../renderer/store/place-of-command.ts'
import { windowCommands } from '../../../shared/contract/window-command.ts'

const released = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false }
const press = (code: string, held: Partial<typeof released> = {}, key = '') => ({ ...released, ...held, code, key })
const ctrl = { ctrlKey: true }
const hosts: Host[] = ['electron', 'loopback']

describe('The shortcuts', () => {
  it.each(hosts)('name no keys twice in %s', (host) => {
    const texts = shortcuts.map((shortcut) => keysText(shortcut, host, false))
    expect(new Set(texts).size).toBe(texts.length)
  })

  it('take nothing from the browser that it keeps for itself', () => {
    const texts = shortcuts.map((shortcut) => keysText(shortcut, 'loopback', false))
    for (const kept of ['F5', 'Ctrl+R', 'Ctrl+1', 'Ctrl+8', 'Ctrl+W', 'Ctrl+Shift+1']) expect(texts).not.toContain(kept)
  })

  it('reach all that the menu asks of the window, but for the report as PDF', () => {
    const reached = shortcuts.map(({ command }) => command)
    expect(windowCommands.filter((command) => !reached.includes(command))).toEqual(['save-pdf'])
  })

  it.each([
    ['electron', press('Digit2', ctrl), 'go-servers'],
    ['electron', press('Digit2', { ctrlKey: true, shiftKey: true }), 'go-organisations'],
    ['electron', press('F1'), 'keyboard-help'],
    ['loopback', press('Digit2', { altKey: true, shiftKey: true }), 'go-servers'],
    ['loopback', press('Enter', ctrl), 'start-run'],
    ['loopback', press('Digit2', ctrl), undefined],
    ['electron', press('Digit2'), undefined],
    ['electron', press('Digit2', { ctrlKey: true, altKey: true }), undefined],
    ['electron', press('Digit2', { metaKey: true }), undefined],
    ['electron', press('Enter'), undefined],
    ['electron', press('F5'), undefined],
    ['electron', press('KeyR', ctrl), undefined],
  ] as const)('in %s are %o for %s', (host, pressed, command) => {
    expect(commandOf(pressed, host, false, false)).toBe(command)
  })

  it('are ⌘ on a Mac, and not Ctrl', () => {
    expect(commandOf(press('Digit2', { metaKey: true }), 'electron', true, false)).toBe('go-servers')
    expect(commandOf(press('Digit2', ctrl), 'electron', true, false)).toBeUndefined()
  })

  it('show the keys by a question mark, but where somebody types one', () => {
    const question = press('Slash', { shiftKey: true }, '?')
    expect(commandOf(question, 'loopback', false, false)).toBe('keyboard-help')
    expect(commandOf(question, 'loopback', false, true)).toBeUndefined()
  })
})

describe('The place of a command', () => {
  it('is there for each that goes somewhere, and for no other', () => {
    for (const command of windowCommands) {
      expect([command, placeOfCommand(command) !== undefined]).toEqual([command, command.startsWith('go-')])
    }
  })
})
