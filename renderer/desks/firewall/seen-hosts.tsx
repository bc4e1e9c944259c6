import { Button, Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { counted, t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { Breakable } from '../../ui/breakable.tsx'
import { Moment } from '../../ui/moment.tsx'
import { tableLook } from '../../ui/table-look.ts'
import { isTaken, withSeen } from './draft-edits.ts'
import type { SeenHost } from './firewall-state.ts'
import { useDraft, useFirewall } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'
import { NoteLine } from './note-line.tsx'

const useStyles = makeStyles({
  ...tableLook,
  cell: {
    ...tableLook.cell,
    overflowWrap: 'break-word',
    minWidth: '72px',
    whiteSpace: 'pre-line',
  },
  head: { ...tableLook.head, whiteSpace: 'nowrap' },
  tick: { minWidth: '32px', width: '32px', paddingBlock: 0, paddingRight: tokens.spacingHorizontalS },
})

/** What the newest run saw to be needed, each with a tick that takes it into the draft. */
export function SeenHosts() {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const draft = useDraft()
  const seen = useFirewall((state) => state.seen)
  const edit = useFirewall((state) => state.edit)
  const [unticked, setUnticked] = useState<ReadonlySet<string>>(new Set())
  if (!seen) return null
  const open = seen.hosts.filter((host) => !isTaken(draft, host))
  const ticked = open.filter(({ name }) => !unticked.has(name))
  return (
    <section className={firewall.section} aria-labelledby="firewall-seen">
      <h2 id="firewall-seen" className={firewall.heading}>{t`What the last run saw`}</h2>
      {seen.runAt === null ? (
        <NoRun />
      ) : (
        <p className={firewall.prose}>
          {t`On `}
          <Moment iso={seen.runAt} show="both" />
          {seen.hosts.length === 0
            ? t`, and it came to no published host.`
            : t`: names that have to be reachable from the internet, and for what. Nobody is asked again for it.`}
        </p>
      )}
      {seen.hosts.length > 0 && (
        // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1)
        <section className={styles.box} aria-label={t`Hosts that the last run saw`} tabIndex={0}>
          <table className={styles.table}>
            <thead>
              <tr>
                <td className={mergeClasses(styles.cell, styles.tick)} />
                {[t`Name`, t`Public`, t`Internal`, t`Ports and paths`, t`Why`].map((head) => (
                  <th key={head} scope="col" className={`${styles.cell} ${styles.head}`}>
                    {head}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {seen.hosts.map((host) => (
                <SeenRow
                  key={host.name}
                  host={host}
                  isTaken={isTaken(draft, host)}
                  ticked={!unticked.has(host.name)}
                  onTick={(on) => {
                    const next = new Set(unticked)
                    if (on) next.delete(host.name)
                    else next.add(host.name)
                    setUnticked(next)
                  }}
                />
              ))}
            </tbody>
          </table>
        </section>
      )}
      {open.length > 0 && (
        <div className={firewall.buttons}>
          <Button
            appearance="primary"
            disabledFocusable={ticked.length === 0}
            onClick={() => edit((before) => withSeen(before, ticked))}
          >{t`Take ${counted(ticked.length, 'host')} in`}</Button>
        </div>
      )}
      {open.some((host) => host.public.length === 0) && (
        <NoteLine
          verdict="unknown"
          text={t`Where no public address is shown, no resolver outside was asked. Write the address of the firewall or of the provider below, once the host is taken in.`}
        />
      )}
    </section>
  )
}

type SeenRowProps = { host: SeenHost; isTaken: boolean; ticked: boolean; onTick(on: boolean): void }

function SeenRow({ host, isTaken: taken, ticked, onTick }: SeenRowProps) {
  const styles = useStyles()
  const cell = (text: string) => (
    <td className={styles.cell}>
      <Breakable text={text} />
    </td>
  )
  return (
    <tr>
      <td className={mergeClasses(styles.cell, styles.tick)}>
        <Checkbox
          aria-label={taken ? t`${host.name} is taken in` : t`Take ${host.name} in`}
          checked={taken || ticked}
          disabled={taken}
          onChange={(_, { checked }) => onTick(checked === true)}
        />
      </td>
      {cell(host.name)}
      {cell(host.public.join('\n') || t`not known`)}
      {cell(host.internal.join('\n') || t`none`)}
      {cell(
        host.services
          .map(({ protocol, port, paths }) => [`${protocol.toUpperCase()} ${port}`, ...paths].join(' '))
          .join('\n'),
      )}
      {cell(taken ? t`${host.why} (taken in)` : host.why)}
    </tr>
  )
}

function NoRun() {
  const firewall = useFirewallStyles()
  const showStart = useSession((state) => state.showStart)
  return (
    <>
      <p
        className={firewall.prose}
      >{t`No run of this organisation has ended yet. A run finds the names, addresses and ports that are needed; they can be written by hand as well.`}</p>
      <div className={firewall.buttons}>
        <Button onClick={showStart}>{t`Go to where a run starts`}</Button>
      </div>
    </>
  )
}
