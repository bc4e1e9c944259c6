import type { SheetInput } from './sheet-input.ts'

/** What the file of a sheet is called: without a path, and the same wherever it is saved. */
export function madeName({ today, delta }: Pick<SheetInput, 'today' | 'delta'>, id: string, extension: string): string {
  const day = /^\d{4}-\d\d-\d\d$/.test(today) ? `-${today}` : ''
  const form = id === extension ? '' : `-${id}`
  return `postern-firewall${day}${delta ? '-changes' : ''}${form}.${extension}`
}

export function mimeOf(extension: string): string {
  const last = extension.split('.').at(-1)
  if (last === 'json') return 'application/json'
  return last === 'xml' ? 'application/xml' : 'text/plain'
}
