import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ArrowSync20Regular } from '@fluentui/react-icons/svg/arrow-sync'
import { ChevronDown20Regular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronRight20Regular } from '@fluentui/react-icons/svg/chevron-right'
import { useId, useState } from 'react'
import { webhookSenders } from '../../../shared/firewall/list-warnings.ts'
import type { ToldSource } from '../../../shared/firewall/told-firewall.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { AskOnce } from '../../ui/ask-once.tsx'
import { Breakable } from '../../ui/breakable.tsx'
import { FileButton } from '../../ui/file-button.tsx'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'
import { Working } from '../../ui/working.tsx'
import { useDraft, useFirewall } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'
import { PasteList, PointerOfGiven } from './give-list.tsx'
import { NoteLine } from './note-line.tsx'
import { OfferView } from './offer-view.tsx'
import { SourceFormView } from './source-form.tsx'
import { countWords, daysAgo, lookWords, roadWords, sourceName } from './source-words.ts'
import { useTakeFile } from './use-take-file.ts'
import { VersionList } from './version-list.tsx'

/** What the system offers first; whatever the file is called, its contents say what it is. */
const LIST_FILES = '.txt,.csv,.json,.list,.lst'

const useStyles = makeStyles({
  title: { margin: 0, fontSize: 'inherit' },
  head: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalS,
    alignItems: 'start',
    width: '100%',
    padding: 0,
    border: 'none',
    backgroundColor: 'transparent',
    color: tokens.colorNeutralForeground1,
    font: 'inherit',
    textAlign: 'start',
    cursor: 'pointer',
    borderRadius: tokens.borderRadiusSmall,
    ':focus-visible': { outline: `2px solid ${tokens.colorStrokeFocus2}`, outlineOffset: '2px' },
  },
  name: {
    fontSize: tokens.fontSizeBase400,
    lineHeight: tokens.lineHeightBase400,
    fontWeight: tokens.fontWeightSemibold,
  },
  mark: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: tokens.spacingHorizontalXS,
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightRegular,
    whiteSpace: 'nowrap',
  },
  reading: { display: 'inline-flex', alignItems: 'center', gap: tokens.spacingHorizontalS },
  end: { display: 'flex', flexWrap: 'wrap', marginLeft: 'auto' },
})

type Doing = 'nothing' | 'editing' | 'pasting' | 'removing'

/** A list of a vendor's senders: what is known of it, and, unfolded, all that can be done with it. */
export function SourceCard({ told, now }: { told: ToldSource; now: number }) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const body = useId()
  const chosen = useFirewall((state) => state.chosen)
  const choose = useFirewall((state) => state.choose)
  const { source, versions, drift, warnings } = told
  const isOpen = chosen === source.id
  const name = sourceName(source)
  const [newest] = versions
  const Chevron = isOpen ? ChevronDown20Regular : ChevronRight20Regular
  return (
    <section className={firewall.card} aria-label={name}>
      <h2 className={styles.title}>
        <button
          type="button"
          className={styles.head}
          aria-expanded={isOpen}
          aria-controls={body}
          onClick={() => choose(isOpen ? null : source.id)}
        >
          <Chevron aria-hidden />
          <span>
            <span className={styles.name}>
              <Breakable text={name} />
            </span>
            <br />
            <span className={firewall.quiet}>
              {newest
                ? t`${countWords(newest)} · version ${newest.number}, read ${daysAgo(newest.readAt, now)} · from ${roadWords(source.road)} · ${source.group} in rules`
                : t`Nothing is kept yet · from ${roadWords(source.road)} · ${source.group} in rules`}
            </span>
          </span>
          {(drift !== null || warnings.length > 0) && (
            <span className={styles.mark}>
              <VerdictIcon verdict="warn" />
              {drift === null ? t`to look at` : t`changed`}
            </span>
          )}
        </button>
      </h2>
      <div id={body} hidden={!isOpen}>
        {isOpen && <Opened told={told} name={name} />}
      </div>
    </section>
  )
}

function Opened({ told, name }: { told: ToldSource; name: string }) {
  const offer = useFirewall((state) => state.offers.get(told.source.id))
  const [doing, setDoing] = useState<Doing>('nothing')
  const { source, versions, warnings, lastLook, secretHeld } = told
  const needsSecret = source.road.kind === 'vendor-api' && !secretHeld
  return (
    <>
      {lastLook && tellsMore(told, offer !== undefined) && (
        <NoteLine verdict={lookVerdict[lastLook.outcome]} text={lookWords(lastLook)} />
      )}
      {warnings.map(({ code, sentence }) => (
        <NoteLine key={code} verdict={code === webhookSenders ? 'fail' : 'warn'} text={sentence} />
      ))}
      {needsSecret && (
        <NoteLine
          verdict="unknown"
          text={t`No secret is held, without which the vendor tells nobody its list. Give it by “Change…”.`}
        />
      )}
      {doing === 'editing' ? (
        <SourceFormView told={told} onDone={() => setDoing('nothing')} />
      ) : (
        <>
          <Tools told={told} name={name} doing={doing} setDoing={setDoing} />
          {source.road.kind !== 'json-api' && <PointerOfGiven told={told} />}
        </>
      )}
      {doing === 'pasting' && <PasteList told={told} onDone={() => setDoing('nothing')} />}
      <div role="status">{offer && <OfferView key={offer.offerId} offer={offer} told={told} />}</div>
      {versions.length > 0 && <VersionList told={told} />}
      <RemoveSource told={told} name={name} open={doing === 'removing'} onClose={() => setDoing('nothing')} />
    </>
  )
}

const lookVerdict = { failed: 'fail', changed: 'warn', same: 'pass' } as const

/** Whether the last look says more than what was read, which stands below, or what is kept, which was read then. */
function tellsMore({ lastLook, versions: [newest] }: ToldSource, isOffered: boolean): boolean {
  if (!lastLook || lastLook.outcome === 'failed') return true
  return !isOffered && newest !== undefined && lastLook.at !== newest.readAt
}

type ToolsProps = { told: ToldSource; name: string; doing: Doing; setDoing(doing: Doing): void }

function Tools({ told: { source }, name, doing, setDoing }: ToolsProps) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const connected = useSession((state) => state.connected)
  const isReading = useFirewall((state) => state.reading.has(source.id))
  const fetch = useFirewall((state) => state.fetch)
  const takeFile = useTakeFile()
  const isAsked = source.road.kind === 'vendor-api' || source.road.kind === 'json-api'
  const isHeldUp = isReading || !connected
  return (
    <div className={firewall.buttons}>
      {isAsked && (
        <Button
          appearance="primary"
          icon={<ArrowSync20Regular />}
          disabledFocusable={isHeldUp}
          onClick={() => void fetch(source.id)}
        >{t`Read now`}</Button>
      )}
      <FileButton
        label={t`File with the list of ${name}`}
        accept={LIST_FILES}
        disabled={isHeldUp}
        {...(source.road.kind === 'file' && { appearance: 'primary' })}
        onFiles={([file]) => file && void takeFile(source, file)}
      >{t`Choose a file…`}</FileButton>
      <Button
        {...(source.road.kind === 'typed' && { appearance: 'primary' })}
        aria-expanded={doing === 'pasting'}
        onClick={() => setDoing(doing === 'pasting' ? 'nothing' : 'pasting')}
      >{t`Paste…`}</Button>
      <span role="status" className={styles.reading}>
        {isReading && (
          <>
            <Working size="tiny" pixels={20} />
            {t`The list is being read…`}
          </>
        )}
      </span>
      <span className={styles.end}>
        <Button appearance="subtle" onClick={() => setDoing('editing')}>{t`Change…`}</Button>
        <Button
          appearance="subtle"
          disabledFocusable={!connected}
          onClick={() => setDoing('removing')}
        >{t`Remove…`}</Button>
      </span>
    </div>
  )
}

type RemoveSourceProps = { told: ToldSource; name: string; open: boolean; onClose(): void }

function RemoveSource({ told: { source, versions }, name, open, onClose }: RemoveSourceProps) {
  const { rules } = useDraft()
  const removeSource = useFirewall((state) => state.removeSource)
  const own = rules.filter(({ sources }) => sources.includes(source.group)).map(({ id }) => id)
  return (
    <AskOnce
      open={open}
      title={t`Remove the list of ${name}?`}
      act={t`Remove the list`}
      keep={t`Keep it`}
      onClose={onClose}
      onAct={() => void removeSource(source.id)}
    >
      {versions.length > 0
        ? t`With it ${counted(versions.length, 'version goes', 'versions go')} for good, and what changed can’t be shown any more.`
        : t`Nothing of it is kept yet.`}
      {own.length > 0 &&
        t` It is named in ${own.slice(0, 10).join(', ')}${own.length > 10 ? ' …' : ''}, where it will be missing.`}
    </AskOnce>
  )
}
