/** An event whose default can be prevented, as Electron hands it to a listener. */
export type PreventableEvent = { preventDefault: () => void; readonly defaultPrevented: boolean }

/** Makes such an event, with the parameters that Electron puts on it. */
export function preventableEvent<T extends object>(parameters: T): PreventableEvent & T {
  let prevented = false
  return {
    ...parameters,
    preventDefault: () => {
      prevented = true
    },
    get defaultPrevented() {
      return prevented
    },
  }
}
