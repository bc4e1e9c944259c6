import type { MenuItemConstructorOptions } from 'electron'
import type { WindowCommand } from '../../shared/contract/window-command.ts'
import { t } from '../../shared/language/translate.ts'

type MenuOptions = {
  mac: boolean
  developerTools: boolean
  openOrganisation: () => void
  importRun: () => void
  /** What the page does: the menu says that it is wanted. */
  command: (command: WindowCommand) => void
}

type Item = MenuItemConstructorOptions

const separator: Item = { type: 'separator' }

/** The application menu: what a keyboard or screen-reader user expects to find there, and nothing else. */
export function menuTemplate(options: MenuOptions): Item[] {
  const { mac, developerTools } = options
  const asks = (id: WindowCommand, label: string, accelerator: string): Item => {
    return { id, label, accelerator, click: () => options.command(id) }
  }
  const file: Item[] = [
    {
      id: 'open-organisation',
      label: t`&Open organisation…`,
      accelerator: 'CmdOrCtrl+O',
      click: () => options.openOrganisation(),
    },
    { id: 'import-run', label: t`&Import run…`, accelerator: 'CmdOrCtrl+I', click: () => options.importRun() },
    separator,
    asks('start-run', t`&Start run`, 'CmdOrCtrl+Enter'),
    asks('stop-run', t`S&top run`, 'CmdOrCtrl+.'),
    separator,
    asks('save-pdf', t`Save report as &PDF…`, 'CmdOrCtrl+Shift+P'),
    separator,
    { role: mac ? 'close' : 'quit' },
  ]
  const go: Item[] = [
    asks('go-organisation', '&Organisation', 'CmdOrCtrl+1'),
    asks('go-servers', '&Servers', 'CmdOrCtrl+2'),
    asks('go-sign-in', 'S&ign-in', 'CmdOrCtrl+3'),
    asks('go-ews', '&EWS', 'CmdOrCtrl+4'),
    asks('go-active-sync', '&ActiveSync', 'CmdOrCtrl+5'),
    asks('go-firewall', '&Firewall', 'CmdOrCtrl+6'),
    asks('go-report', '&Report', 'CmdOrCtrl+7'),
    asks('go-everything', 'E&verything', 'CmdOrCtrl+8'),
    separator,
    asks('go-runs', 'R&uns', 'CmdOrCtrl+Shift+1'),
    asks('go-organisations', 'Or&ganisations', 'CmdOrCtrl+Shift+2'),
    asks('go-watch', '&Watch', 'CmdOrCtrl+Shift+3'),
    asks('go-firewall-rules', 'Firewa&ll rules', 'CmdOrCtrl+Shift+4'),
    separator,
    asks('go-settings', 'Se&ttings', 'CmdOrCtrl+,'),
  ]
  const view: Item[] = [
    { role: 'reload' },
    separator,
    { role: 'resetZoom' },
    { role: 'zoomIn' },
    { role: 'zoomOut' },
    { role: 'togglefullscreen' },
    ...(developerTools ? [separator, { role: 'toggleDevTools' } as const] : []),
  ]
  return [
    ...(mac ? [{ role: 'appMenu' } as const] : []),
    { label: '&File', submenu: file },
    { role: 'editMenu' },
    { label: '&Go', submenu: go },
    { label: '&View', submenu: view },
    { role: 'windowMenu' },
    { label: '&Help', submenu: [asks('keyboard-help', '&Keyboard', 'F1')] },
  ]
}
