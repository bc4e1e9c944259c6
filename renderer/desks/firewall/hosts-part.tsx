import { Button, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { Delete20Regular } from '@fluentui/react-icons/svg/delete'
import { useState } from 'react'
import type { NeededService, PublishedHost } from '../../../shared/firewall/rule-set.ts'
import { t } from '../../../shared/language/translate.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { AddHost, AddService } from './add-host.tsx'
import { broughtBack, changedHost, changedService, rulesOf } from './draft-edits.ts'
import { readAddresses, readHostName, readPaths, readZone } from './field-readers.ts'
import { useDraft, useFirewall } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'
import { SeenHosts } from './seen-hosts.tsx'
import { WrittenField } from './written-field.tsx'

/** So many hosts have their fields drawn until somebody asks for all. */
const SHOWN = 30

const useStyles = makeStyles({
  head: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  name: {
    flexGrow: 1,
    flexBasis: '200px',
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
    overflowWrap: 'anywhere',
  },
  cards: { marginTop: tokens.spacingVerticalM },
  fields: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(200px, 100%), 1fr))',
    columnGap: tokens.spacingHorizontalL,
    rowGap: tokens.spacingVerticalS,
    alignItems: 'start',
    marginTop: tokens.spacingVerticalS,
    // In one line where there is room for it, and names and addresses have the most of it.
    '@media (min-width: 1200px)': {
      gridTemplateColumns: 'repeat(3, minmax(0, 5fr)) repeat(2, minmax(0, 3fr))',
    },
  },
})

/** The hosts that are published, with their addresses on both sides of the firewall, and the ports and paths that are needed. */
export function HostsPart() {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const { hosts, services } = useDraft()
  const [all, setAll] = useState(false)
  const shown = all ? hosts : hosts.slice(0, SHOWN)
  return (
    <div>
      <SeenHosts />
      <section className={firewall.section} aria-labelledby="firewall-hosts">
        <h2 id="firewall-hosts" className={firewall.heading}>{t`Published hosts`}</h2>
        <p
          className={firewall.prose}
        >{t`Each host has the address that the internet sees (before translation, pre-NAT) and the one behind the firewall (post-NAT). Firewalls differ in which of the two a rule looks at; each sheet takes the right one. Where nothing is translated, both are the same.`}</p>
        <div className={styles.cards}>
          {shown.map((host) => (
            <HostCard key={host.id} host={host} />
          ))}
        </div>
        {hosts.length > shown.length && (
          <Button size="small" className={styles.cards} onClick={() => setAll(true)}>
            {t`Show all ${hosts.length.toLocaleString()}`}
          </Button>
        )}
        <AddHost />
      </section>
      <section className={firewall.section} aria-labelledby="firewall-services">
        <h2 id="firewall-services" className={firewall.heading}>{t`Services`}</h2>
        <div className={styles.cards}>
          {services.map((service) => (
            <ServiceCard key={service.id} service={service} />
          ))}
        </div>
        <AddService />
      </section>
    </div>
  )
}

function HostCard({ host }: { host: PublishedHost }) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const edit = useFirewall((state) => state.edit)
  const { id, name } = host
  const set = (part: Partial<PublishedHost>) => edit((draft) => changedHost(draft, id, part))
  return (
    <section className={firewall.card} aria-label={name}>
      <div className={styles.head}>
        <h3 className={styles.name}>
          <Breakable text={name} /> <span className={firewall.quiet}>{id}</span>
        </h3>
        <RemoveButton of={{ host: id }} name={name} />
      </div>
      <div className={styles.fields}>
        <WrittenField
          name={`hosts.${id}.name`}
          label={t`Name`}
          value={name}
          read={readHostName}
          onRead={(value) => set({ name: value })}
        />
        <WrittenField
          name={`hosts.${id}.public`}
          label={t`Public (pre-NAT)`}
          value={host.public.join(', ')}
          read={readAddresses}
          onRead={(value) => set({ public: value })}
        />
        <WrittenField
          name={`hosts.${id}.internal`}
          label={t`Internal (post-NAT)`}
          value={host.internal.join(', ')}
          read={readAddresses}
          onRead={(value) => set({ internal: value })}
        />
        <WrittenField
          name={`hosts.${id}.fromZone`}
          label={t`Zone of senders`}
          value={host.fromZone}
          read={readZone}
          onRead={(value) => set({ fromZone: value })}
        />
        <WrittenField
          name={`hosts.${id}.toZone`}
          label={t`Zone of the host`}
          value={host.toZone}
          read={readZone}
          onRead={(value) => set({ toZone: value })}
        />
      </div>
    </section>
  )
}

function ServiceCard({ service }: { service: NeededService }) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const edit = useFirewall((state) => state.edit)
  const { id, protocol, port, paths } = service
  return (
    <section className={firewall.card} aria-label={id}>
      <div className={styles.head}>
        <h3 className={styles.name}>
          {id} <span className={firewall.quiet}>{`${protocol.toUpperCase()} ${port}`}</span>
        </h3>
        <RemoveButton of={{ service: id }} name={id} />
      </div>
      <WrittenField
        name={`services.${id}.paths`}
        label={t`Paths that are asked for there`}
        value={paths.join(' ')}
        read={readPaths}
        onRead={(value) => edit((draft) => changedService(draft, id, { paths: value }))}
        hint={t`For a reverse proxy; a firewall that sees only packets can’t look at them.`}
        className={mergeClasses(firewall.wide)}
      />
    </section>
  )
}

/** Takes a host or a service away, unless a rule speaks of it; it can be brought back. */
function RemoveButton({ of, name }: { of: { host: string } | { service: string }; name: string }) {
  const edit = useFirewall((state) => state.edit)
  const tell = useFirewall((state) => state.tell)
  const draft = useDraft()

  function remove(): void {
    const own = rulesOf(draft, of).map(({ id }) => id)
    if (own.length > 0) {
      const shown = `${own.slice(0, 10).join(', ')}${own.length > 10 ? ' …' : ''}`
      const sentence = t`${name} stays: ${shown} still lead there. Change or remove these rules first.`
      tell({ sentence, isProblem: true, undo: null })
      return
    }
    const { hosts, services } = draft
    edit((before) => ({
      ...before,
      hosts: before.hosts.filter(({ id }) => !('host' in of && id === of.host)),
      services: before.services.filter(({ id }) => !('service' in of && id === of.service)),
    }))
    const undo = () =>
      edit((now) => ({
        ...now,
        ...('host' in of
          ? { hosts: broughtBack(now.hosts, hosts, of.host) }
          : { services: broughtBack(now.services, services, of.service) }),
      }))
    tell({ sentence: t`${name} is removed.`, isProblem: false, undo })
  }

  return (
    <Button appearance="subtle" icon={<Delete20Regular />} aria-label={t`Remove ${name}`} onClick={remove}>
      {t`Remove`}
    </Button>
  )
}
