import { Button, Dropdown, Field, Input, Option } from '@fluentui/react-components'
import { Add20Regular } from '@fluentui/react-icons/svg/add'
import { type FormEvent, useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { idOf, withHostByHand } from './draft-edits.ts'
import { type Reading, readAddresses, readHostName, readPaths, readPort } from './field-readers.ts'
import { useFirewall } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'

/** Adds a host by hand. */
export function AddHost() {
  const firewall = useFirewallStyles()
  const edit = useFirewall((state) => state.edit)
  const [open, setOpen] = useState(false)
  const [written, setWritten] = useState({ name: '', public: '', internal: '' })
  const [asked, setAsked] = useState(false)
  const read = {
    name: readHostName(written.name),
    public: readAddresses(written.public),
    internal: readAddresses(written.internal),
  }

  function add(event: FormEvent): void {
    event.preventDefault()
    setAsked(true)
    const { name, public: outside, internal } = read
    if (!('value' in name && 'value' in outside && 'value' in internal)) return
    edit((draft) => withHostByHand(draft, { name: name.value, public: outside.value, internal: internal.value }))
    setWritten({ name: '', public: '', internal: '' })
    setAsked(false)
    setOpen(false)
  }

  if (!open) return <AddButton name={t`Add a host…`} onClick={() => setOpen(true)} />
  const text = (field: keyof typeof written, label: string, required = false) => (
    <Field label={label} required={required} {...(asked && problemOf(read[field]))}>
      <Input
        className={firewall.choice}
        value={written[field]}
        spellCheck={false}
        onChange={(_, { value }) => setWritten({ ...written, [field]: value })}
      />
    </Field>
  )
  return (
    <form noValidate aria-label={t`A new host`} onSubmit={add}>
      <div className={firewall.fields}>
        {text('name', t`Name`, true)}
        {text('public', t`Public (pre-NAT)`)}
        {text('internal', t`Internal (post-NAT)`)}
      </div>
      <AddOrNot name={t`Add the host`} onCancel={() => setOpen(false)} />
    </form>
  )
}

/** Adds a service by hand. */
export function AddService() {
  const firewall = useFirewallStyles()
  const edit = useFirewall((state) => state.edit)
  const known = useFirewall((state) => state.draft?.services)
  const [open, setOpen] = useState(false)
  const [written, setWritten] = useState({ protocol: 'tcp' as 'tcp' | 'udp', port: '', paths: '' })
  const [asked, setAsked] = useState(false)
  const paths = readPaths(written.paths)
  const port = ((): Reading<number> => {
    const read = readPort(written.port)
    const isThere =
      'value' in read && known?.some((each) => each.protocol === written.protocol && each.port === read.value)
    return isThere ? { problem: t`This port is there already.` } : read
  })()

  function add(event: FormEvent): void {
    event.preventDefault()
    setAsked(true)
    if (!('value' in port && 'value' in paths)) return
    const { protocol } = written
    edit((draft) => {
      const id = idOf(
        `${protocol}_${port.value}`,
        draft.services.map((each) => each.id),
      )
      return { ...draft, services: [...draft.services, { id, protocol, port: port.value, paths: paths.value }] }
    })
    setWritten({ protocol: 'tcp', port: '', paths: '' })
    setAsked(false)
    setOpen(false)
  }

  if (!open) return <AddButton name={t`Add a service…`} onClick={() => setOpen(true)} />
  return (
    <form noValidate aria-label={t`A new service`} onSubmit={add}>
      <div className={firewall.fields}>
        <Field label={t`Protocol`}>
          <Dropdown
            className={firewall.choice}
            value={written.protocol.toUpperCase()}
            selectedOptions={[written.protocol]}
            onOptionSelect={(_, { optionValue }) =>
              setWritten({ ...written, protocol: optionValue === 'udp' ? 'udp' : 'tcp' })
            }
          >
            <Option value="tcp">{t`TCP`}</Option>
            <Option value="udp">{t`UDP`}</Option>
          </Dropdown>
        </Field>
        <Field label={t`Port`} required {...(asked && problemOf(port))}>
          <Input
            className={firewall.choice}
            inputMode="numeric"
            value={written.port}
            onChange={(_, { value }) => setWritten({ ...written, port: value })}
          />
        </Field>
        <Field label={t`Paths that are asked for there`} {...(asked && problemOf(paths))}>
          <Input
            className={firewall.choice}
            value={written.paths}
            spellCheck={false}
            onChange={(_, { value }) => setWritten({ ...written, paths: value })}
          />
        </Field>
      </div>
      <AddOrNot name={t`Add the service`} onCancel={() => setOpen(false)} />
    </form>
  )
}

function problemOf(reading: Reading<unknown>): { validationState?: 'error'; validationMessage?: string } {
  return 'problem' in reading ? { validationState: 'error', validationMessage: reading.problem } : {}
}

function AddButton({ name, onClick }: { name: string; onClick(): void }) {
  const firewall = useFirewallStyles()
  return (
    <div className={firewall.buttons}>
      <Button icon={<Add20Regular />} onClick={onClick}>
        {name}
      </Button>
    </div>
  )
}

function AddOrNot({ name, onCancel }: { name: string; onCancel(): void }) {
  const firewall = useFirewallStyles()
  return (
    <div className={firewall.buttons}>
      <Button type="submit" appearance="primary">
        {name}
      </Button>
      <Button onClick={onCancel}>{t`Cancel`}</Button>
    </div>
  )
}
