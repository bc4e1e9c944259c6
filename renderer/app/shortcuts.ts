import type { WindowCommand } from '../../shared/contract/window-command.ts'
import { t } from '../../shared/language/translate.ts'

/** The keys of one shortcut. `primary` is Ctrl, and ⌘ on a Mac. */
type Keys = { modifiers: 'primary' | 'primary+shift' | 'alt+shift' | 'none'; code: string; label: string }

export type Shortcut = {
  command: WindowCommand
  /** What it does, as a verb. */
  name: string
  /** In Postern's own window: those of its menu. */
  window: Keys
  /** In a browser, which keeps most of them for itself. */
  browser: Keys
}

export type Host = 'electron' | 'loopback'

const primary = (code: string, label: string): Keys => ({ modifiers: 'primary', code, label })
const shifted = (code: string, label: string): Keys => ({ modifiers: 'primary+shift', code, label })
const inBrowser = (code: string, label: string): Keys => ({ modifiers: 'alt+shift', code, label })

function digit(command: WindowCommand, name: string, place: number): Shortcut {
  const keys = [`Digit${place}`, String(place)] as const
  return { command, name, window: primary(...keys), browser: inBrowser(...keys) }
}

/** Every shortcut of the window. F5 and Ctrl+R stay what they are everywhere: the window is loaded again. */
export const shortcuts: readonly Shortcut[] = [
  digit('go-organisation', t`Go to Organisation`, 1),
  digit('go-servers', t`Go to Servers`, 2),
  digit('go-sign-in', t`Go to Sign-in`, 3),
  digit('go-ews', t`Go to Web Services (EWS)`, 4),
  digit('go-active-sync', t`Go to ActiveSync`, 5),
  digit('go-firewall', t`Go to Firewall`, 6),
  digit('go-report', t`Go to Report`, 7),
  digit('go-everything', t`Go to Everything`, 8),
  { command: 'go-runs', name: t`Go to Runs`, window: shifted('Digit1', '1'), browser: inBrowser('KeyU', 'U') },
  {
    command: 'go-organisations',
    name: t`Go to Organisations`,
    window: shifted('Digit2', '2'),
    browser: inBrowser('KeyO', 'O'),
  },
  { command: 'go-watch', name: t`Go to Watch`, window: shifted('Digit3', '3'), browser: inBrowser('KeyW', 'W') },
  {
    command: 'go-firewall-rules',
    name: t`Go to Firewall rules`,
    window: shifted('Digit4', '4'),
    browser: inBrowser('KeyR', 'R'),
  },
  { command: 'go-settings', name: t`Go to Settings`, window: primary('Comma', ','), browser: inBrowser('KeyS', 'S') },
  { command: 'start-run', name: t`Start a run`, window: primary('Enter', 'Enter'), browser: primary('Enter', 'Enter') },
  { command: 'stop-run', name: t`Stop the run`, window: primary('Period', '.'), browser: primary('Period', '.') },
  {
    command: 'keyboard-help',
    name: t`Show these keys`,
    window: { modifiers: 'none', code: 'F1', label: 'F1' },
    browser: inBrowser('KeyK', 'K'),
  },
]

/** What moves inside a list, a menu or open evidence; told beside the shortcuts. */
export const keysInPlace: readonly { name: string; keys: string }[] = [
  { name: t`Move in the rail, in a list of findings, in a menu`, keys: t`↑ ↓ Home End` },
  { name: t`Open the evidence of a finding`, keys: t`Enter` },
  { name: t`Close the evidence, and return to its line`, keys: t`Esc` },
]

type Pressed = Pick<KeyboardEvent, 'code' | 'key' | 'ctrlKey' | 'metaKey' | 'altKey' | 'shiftKey'>

/** The command that a key press asks for. `typing`: what has the focus takes letters. */
export function commandOf(pressed: Pressed, host: Host, mac: boolean, typing: boolean): WindowCommand | undefined {
  if (pressed.key === '?' && !typing && !pressed.ctrlKey && !pressed.metaKey && !pressed.altKey) return 'keyboard-help'
  return shortcuts.find((shortcut) => {
    const keys = keysOf(shortcut, host)
    return keys.code === pressed.code && modifiersOf(pressed, mac) === keys.modifiers
  })?.command
}

/** How the keys of a shortcut are written. */
export function keysText(shortcut: Shortcut, host: Host, mac: boolean): string {
  const { modifiers, label } = keysOf(shortcut, host)
  const written: Readonly<Record<Keys['modifiers'], string>> = mac
    ? { primary: '⌘', 'primary+shift': '⇧⌘', 'alt+shift': '⌥⇧', none: '' }
    : { primary: 'Ctrl+', 'primary+shift': 'Ctrl+Shift+', 'alt+shift': 'Alt+Shift+', none: '' }
  return `${written[modifiers]}${label}${shortcut.command === 'keyboard-help' ? t` or ?` : ''}`
}

function keysOf({ window, browser }: Shortcut, host: Host): Keys {
  return host === 'electron' ? window : browser
}

function modifiersOf({ ctrlKey, metaKey, altKey, shiftKey }: Pressed, mac: boolean): Keys['modifiers'] | undefined {
  const primaryKey = mac ? metaKey : ctrlKey
  if (mac ? ctrlKey : metaKey) return undefined
  if (primaryKey) return altKey ? undefined : shiftKey ? 'primary+shift' : 'primary'
  if (altKey) return shiftKey ? 'alt+shift' : undefined
  return shiftKey ? undefined : 'none'
}
