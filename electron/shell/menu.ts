import type { MenuItemConstructorOptions } from 'electron'

/** The application menu: what a keyboard or screen-reader user expects to find there, and nothing else. */
export function menuTemplate(options: {
  mac: boolean
  developerTools: boolean
  openOrganisation: () => void
}): MenuItemConstructorOptions[] {
  const file: MenuItemConstructorOptions = {
    label: '&File',
    submenu: [
      {
        id: 'open-organisation',
        label: '&Open organisation…',
        accelerator: 'CmdOrCtrl+O',
        click: () => options.openOrganisation(),
      },
      { type: 'separator' },
      { role: options.mac ? 'close' : 'quit' },
    ],
  }
  const view: MenuItemConstructorOptions = {
    label: '&View',
    submenu: [
      { role: 'reload' },
      { type: 'separator' },
      { role: 'resetZoom' },
      { role: 'zoomIn' },
      { role: 'zoomOut' },
      { role: 'togglefullscreen' },
      ...(options.developerTools ? [{ type: 'separator' } as const, { role: 'toggleDevTools' } as const] : []),
    ],
  }
  return [
    ...(options.mac ? [{ role: 'appMenu' } as const] : []),
    file,
    { role: 'editMenu' },
    view,
    { role: 'windowMenu' },
  ]
}
