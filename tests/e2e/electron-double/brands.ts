import { lineage } from './electron-types.ts'

const brands = new WeakMap<object, readonly string[]>()

/** Marks an object of the double as the Electron class or interface that it stands for. */
export function brand(value: object, typeName: string): void {
  brands.set(value, lineage(typeName))
}

/** The Electron types that an object stands for, nearest first; undefined when it is no object of the double. */
export function brandOf(value: unknown): readonly string[] | undefined {
  return typeof value === 'object' && value !== null ? brands.get(value) : undefined
}
