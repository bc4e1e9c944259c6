import type { MenuItemConstructorOptions } from 'electron'
import { strict } from './strict.ts'

type Template = MenuItemConstructorOptions[]

class MenuItemTarget {
  readonly id: string | undefined
  readonly role: string | undefined
  readonly label: string
  readonly submenu: MenuTarget | undefined
  #click: (() => void) | undefined

  constructor(options: MenuItemConstructorOptions) {
    this.id = options.id
    this.role = options.role
    this.label = options.label ?? ''
    this.submenu = Array.isArray(options.submenu) ? new MenuTarget(options.submenu) : undefined
    this.#click = options.click as (() => void) | undefined
  }

  click(): void {
    this.#click?.()
  }
}

class MenuTarget {
  readonly items: readonly MenuItemTarget[]

  constructor(template: Template) {
    this.items = template.map((options) => strict('MenuItem', new MenuItemTarget(options)))
  }

  /** Finds an item here or in a submenu. */
  getMenuItemById(id: string): MenuItemTarget | null {
    for (const item of this.items) {
      if (item.id === id) return item
      const below = item.submenu?.getMenuItemById(id) ?? null
      if (below !== null) return below
    }
    return null
  }
}

let applicationMenu: object | null = null

export const Menu = strict('typeof Menu', {
  buildFromTemplate(template: Template): object {
    return strict('Menu', new MenuTarget(template))
  },
  setApplicationMenu(menu: object | null): void {
    applicationMenu = menu
  },
  getApplicationMenu(): object | null {
    return applicationMenu
  },
})
