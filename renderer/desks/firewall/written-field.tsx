import { Field, Input, Textarea } from '@fluentui/react-components'
import { useState } from 'react'
import type { Reading } from './field-readers.ts'
import { useFirewall } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'

type WrittenFieldProps<V> = {
  /** By which what can't be taken is remembered: `hosts.MAIL.public`. */
  name: string
  label: string
  /** What is kept, as it is written. */
  value: string
  read(text: string): Reading<V>
  onRead(value: V): void
  hint?: string
  type?: 'text' | 'date'
  /** Where it is named by the head of its column, the label is for a screen reader alone. */
  bare?: boolean
  lines?: number
  mono?: boolean
  className?: string | undefined
}

/**
 * A field whose text is kept as soon as it can be. What can't be is said below it, and is still there when somebody comes
 * back; what was kept before it stays till then.
 */
export function WrittenField<V>(props: WrittenFieldProps<V>) {
  const { name, label, value, read, onRead, hint, type = 'text', bare = false, lines, mono = false, className } = props
  const unfinished = useFirewall((state) => state.unfinished.get(name))
  const firewall = useFirewallStyles()
  const leaveUnfinished = useFirewall((state) => state.leaveUnfinished)
  /** While it has the focus it shows what is typed, and not how that is written once it is kept. */
  const [typed, setTyped] = useState<string | null>(null)
  const text = typed ?? unfinished ?? value
  const reading = unfinished === undefined ? undefined : read(unfinished)

  function write(next: string): void {
    setTyped(next)
    const now = read(next)
    leaveUnfinished(name, 'problem' in now ? next : null)
    if ('value' in now) onRead(now.value)
  }

  const field = {
    value: text,
    // What is longer than its place can be read whole all the same.
    title: text,
    spellCheck: lines !== undefined && !mono,
    onBlur: () => setTyped(null),
    ...(bare && { 'aria-label': label }),
  }
  return (
    <Field
      className={className}
      {...(!bare && { label })}
      {...(hint !== undefined && { hint })}
      {...(reading && 'problem' in reading && { validationState: 'error', validationMessage: reading.problem })}
    >
      {lines === undefined ? (
        <Input {...field} className={firewall.choice} type={type} onChange={(_, { value: next }) => write(next)} />
      ) : (
        <Textarea {...field} rows={lines} onChange={(_, { value: next }) => write(next)} />
      )}
    </Field>
  )
}
