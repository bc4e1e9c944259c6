import { Button, Dropdown, Field, makeStyles, Option, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import type { ListSummary, ToldSource } from '../../../shared/firewall/told-firewall.ts'
import { t } from '../../../shared/language/translate.ts'
import { useClient, useSession } from '../../store/session-context.tsx'
import { useAsked } from '../../store/use-asked.ts'
import { Breakable } from '../../ui/breakable.tsx'
import { CopyButton } from '../../ui/copy-button.tsx'
import { Disclosure } from '../../ui/disclosure.tsx'
import { Moment } from '../../ui/moment.tsx'
import { tableLook } from '../../ui/table-look.ts'
import { DiffView } from './diff-view.tsx'
import { EntryLines } from './entry-lines.tsx'
import { useFirewall } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'
import { NoteLine } from './note-line.tsx'
import { changeWords, countWords, originWords, sourceName } from './source-words.ts'

const HASH_SHOWN = 8
/** So many versions are listed until somebody asks for all. */
const SHOWN = 10

const useStyles = makeStyles({
  ...tableLook,
  cell: {
    ...tableLook.cell,
    overflowWrap: 'anywhere',
    minWidth: '48px',
  },
  head: { ...tableLook.head, whiteSpace: 'nowrap' },
  hash: { display: 'inline-flex', alignItems: 'center', fontFamily: tokens.fontFamilyMonospace, whiteSpace: 'nowrap' },
  place: { minWidth: '140px' },
  compare: { display: 'flex', flexWrap: 'wrap', alignItems: 'end', gap: tokens.spacingHorizontalM },
  version: { minWidth: '160px' },
})

/** Every version of a list that was kept, with what changed, and the entries of the newest. */
export function VersionList({ told }: { told: ToldSource }) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const [all, setAll] = useState(false)
  const { versions, source } = told
  const name = sourceName(source)
  const [newest] = versions
  if (!newest) return null
  const shown = all ? versions : versions.slice(0, SHOWN)
  return (
    <>
      <h3 className={firewall.subheading}>{t`Versions`}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard (WCAG 2.1.1) */}
      <section className={styles.box} aria-label={t`Versions of ${name}`} tabIndex={0}>
        <table className={styles.table}>
          <thead>
            <tr>
              {[t`Version`, t`Read`, t`By`, t`From`, t`Entries`, t`Change`, t`SHA-256`].map((head) => (
                <th key={head} scope="col" className={`${styles.cell} ${styles.head}`}>
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((version) => (
              <VersionRow key={version.number} version={version} />
            ))}
          </tbody>
        </table>
      </section>
      {versions.length > shown.length && (
        <Button
          size="small"
          className={firewall.buttons}
          onClick={() => setAll(true)}
        >{t`Show all ${versions.length.toLocaleString()}`}</Button>
      )}
      {versions.length > 1 && <Compare told={told} />}
      <Disclosure text={t`Entries of version ${newest.number}`} of={name}>
        <EntryLines
          key={newest.number}
          sourceId={source.id}
          number={newest.number}
          count={newest.four + newest.six + newest.names}
          what={name}
        />
      </Disclosure>
    </>
  )
}

function VersionRow({ version }: { version: ListSummary }) {
  const styles = useStyles()
  const { number, readAt, readBy, origin, hash, change } = version
  return (
    <tr>
      <th scope="row" className={styles.cell}>
        {number.toLocaleString()}
      </th>
      <td className={styles.cell}>
        <Moment iso={readAt} show="both" />
      </td>
      <td className={styles.cell}>
        <Breakable text={readBy ?? t`not known`} />
      </td>
      <td className={`${styles.cell} ${styles.place}`}>
        <Breakable text={originWords(origin)} />
      </td>
      <td className={styles.cell}>{countWords(version)}</td>
      <td className={styles.cell}>{changeWords(change)}</td>
      <td className={styles.cell}>
        <span className={styles.hash} title={hash}>
          {hash.slice(0, HASH_SHOWN)}
          <CopyButton text={hash} what={t`the SHA-256 of version ${number}`} />
        </span>
      </td>
    </tr>
  )
}

/** Any two versions side by side, and the sheet of what changed between the earlier one and today's. */
function Compare({ told: { source, versions } }: { told: ToldSource }) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const client = useClient()
  const turn = useSession((state) => state.turn)
  const askForSheet = useFirewall((state) => state.askForSheet)
  const newest = versions[0]?.number ?? 0
  const [pair, setPair] = useState({ from: versions[1]?.number ?? newest, to: newest })
  const [open, setOpen] = useState(false)
  const { value, problem } = useAsked(open ? JSON.stringify([source.id, pair]) : '', newest, () =>
    client.call('firewall.diff', { sourceId: source.id, ...pair }),
  )
  const choice = (side: 'from' | 'to', label: string) => (
    <Field label={label}>
      <Dropdown
        className={styles.version}
        value={t`Version ${pair[side]}`}
        selectedOptions={[String(pair[side])]}
        onOptionSelect={(_, { optionValue }) => setPair({ ...pair, [side]: Number(optionValue) })}
      >
        {versions.map(({ number }) => (
          <Option key={number} value={String(number)} text={t`Version ${number}`}>
            {t`Version ${number}`}
          </Option>
        ))}
      </Dropdown>
    </Field>
  )
  return (
    <>
      <h3 className={firewall.subheading}>{t`Compare`}</h3>
      <div className={styles.compare}>
        {choice('from', t`From`)}
        {choice('to', t`To`)}
        <Button onClick={() => setOpen(!open)} aria-expanded={open}>
          {open ? t`Hide what changed` : t`Show what changed`}
        </Button>
        {pair.from < newest && (
          <Button
            onClick={() => {
              askForSheet({ sourceId: source.id, from: pair.from })
              turn({ kind: 'desk', desk: 'firewall', part: 'sheets' })
            }}
          >{t`Delta sheet since version ${pair.from}`}</Button>
        )}
      </div>
      {problem !== undefined && <NoteLine verdict="unknown" text={problem} />}
      {value && <DiffView diff={value} of={sourceName(source)} />}
    </>
  )
}
