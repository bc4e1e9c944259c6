import type { MenuItemConstructorOptions } from 'electron'
import { strict } from './strict.ts'

type Item = MenuItemConstructorOptions & { submenu?: unknown }

class MenuTarget {
  readonly items: readonly Item[]

  constructor(items: readonly Item[]) {
    this.items = items
  }

  /** Finds an item here or in a submenu. */
  getMenuItemById(id: string): Item | null {
    for (const item of this.items) {
      if (item.id === id) return item
      const below = Array.isArray(item.submenu) ? new MenuTarget(item.submenu).getMenuItemById(id) : null
      if (below !== null) return below
    }
    return null
  }
}

let applicationMenu: object | null = null

export const Menu = strict('typeof Menu', {
  buildFromTemplate(template: Item[]): object {
    return strict('Menu', new MenuTarget(template))
  },
  setApplicationMenu(menu: object | null): void {
    applicationMenu = menu
  },
  getApplicationMenu(): object | null {
    return applicationMenu
  },
})
