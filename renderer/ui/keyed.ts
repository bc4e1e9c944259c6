/** Gives each item of a list that never changes its order its place as a key: texts may come twice in it. */
export function keyed<T>(items: readonly T[]): { key: number; item: T }[] {
  return items.map((item, key) => ({ key, item }))
}
