import { EventEmitter } from 'node:events'
import type { NotificationConstructorOptions } from 'electron'
import { matchSignature } from './check-call.ts'
import { constructorSignatures } from './electron-types.ts'
import { strict } from './strict.ts'

const emits = new Set(['click'])

class NotificationTarget extends EventEmitter {
  readonly title: string
  readonly body: string

  constructor({ title = '', body = '' }: NotificationConstructorOptions) {
    super()
    this.title = title
    this.body = body
  }

  show(): void {
    // There is no desktop to show it on. A test that wants to see one puts its own function in the place of `isSupported`.
  }
}

/** `Notification`: constructed by `new`, with options that Electron declares. */
export const Notification = strict(
  'typeof Notification',
  Object.assign(
    function construct(this: unknown, ...args: [NotificationConstructorOptions?]): object {
      matchSignature(constructorSignatures('Notification'), args, 'new Notification')
      return strict('Notification', new NotificationTarget(args[0] ?? {}), emits)
    },
    { isSupported: (): boolean => true },
  ),
)
