import { Button, Checkbox, makeStyles, mergeClasses, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { webhookSenders } from '../../../shared/firewall/list-warnings.ts'
import type { ListOffer, ToldSource } from '../../../shared/firewall/told-firewall.ts'
import { counted, t } from '../../../shared/language/translate.ts'
import { useSession } from '../../store/session-context.tsx'
import { Moment } from '../../ui/moment.tsx'
import { PlainTable } from '../../ui/plain-table.tsx'
import { DiffView } from './diff-view.tsx'
import { useFirewall } from './firewall-store.ts'
import { useFirewallStyles } from './firewall-styles.ts'
import { NoteLine } from './note-line.tsx'
import { countWords, sourceName } from './source-words.ts'

const useStyles = makeStyles({
  root: {
    marginTop: tokens.spacingVerticalM,
    padding: `${tokens.spacingVerticalM} ${tokens.spacingHorizontalL}`,
    backgroundColor: tokens.colorNeutralBackground2,
    borderRadius: tokens.borderRadiusMedium,
    borderLeft: `3px solid ${tokens.colorBrandStroke1}`,
    minWidth: 0,
  },
  wide: { display: 'block', border: 'none', margin: `${tokens.spacingVerticalS} 0 0`, padding: 0 },
  wrong: { display: 'flex' },
  tick: { display: 'flex', fontFamily: tokens.fontFamilyMonospace },
})

/** A list that was read and is not kept yet: what would change, what stands in the way, and whether it is kept. */
export function OfferView({ offer, told }: { offer: ListOffer; told: ToldSource }) {
  const styles = useStyles()
  const firewall = useFirewallStyles()
  const connected = useSession((state) => state.connected)
  const turn = useSession((state) => state.turn)
  const keepOffer = useFirewall((state) => state.keepOffer)
  const dropOffer = useFirewall((state) => state.dropOffer)
  const askForSheet = useFirewall((state) => state.askForSheet)
  const [confirmed, setConfirmed] = useState<ReadonlySet<string>>(new Set())
  const [wrongConfirmed, setWrongConfirmed] = useState(false)
  const name = sourceName(told.source)
  const newest = told.versions[0]?.number ?? 0
  const open = offer.wide.filter((entry) => !confirmed.has(entry))
  const isWrong = offer.warnings.some(({ code }) => code === webhookSenders)
  const inTheWay = standsInTheWay(offer, { open: open.length, wrong: isWrong && !wrongConfirmed })
  const isChange = offer.diff !== null && offer.diff.addedCount + offer.diff.removedCount > 0
  const heading = `offer-${offer.sourceId}`

  function confirm(entry: string, on: boolean): void {
    const next = new Set(confirmed)
    if (on) next.add(entry)
    else next.delete(entry)
    setConfirmed(next)
  }

  return (
    <section className={styles.root} aria-labelledby={heading}>
      <h3 id={heading} className={firewall.heading}>
        {offer.same ? t`What was read is what is kept` : t`What was read, and is not kept yet`}
      </h3>
      <p className={firewall.prose}>
        {offer.origin.place === null
          ? t`Typed or pasted: ${countWords(offer)}.`
          : t`Read from ${offer.origin.place}: ${countWords(offer)}.`}
        {offer.repeated > 0 && t` ${counted(offer.repeated, 'entry', 'entries')} stood there more than once.`}
        {offer.updatedAt !== null && (
          <>
            {t` The vendor says that it changed the list on `}
            <Moment iso={offer.updatedAt} show="both" />.
          </>
        )}
      </p>
      {offer.warnings.map(({ code, sentence }) => (
        <NoteLine key={code} verdict={code === webhookSenders ? 'fail' : 'warn'} text={sentence} />
      ))}
      {offer.refusedCount > 0 && <Refused offer={offer} name={name} />}
      {offer.diff && !offer.same && <DiffView diff={offer.diff} of={name} />}
      {offer.wide.length > 0 && !offer.same && (
        <fieldset className={styles.wide}>
          <legend className={firewall.note}>
            {t`These let in very many addresses. Tick each that the vendor really sends from.`}
          </legend>
          {offer.wide.map((entry) => (
            <Checkbox
              key={entry}
              className={styles.tick}
              label={entry}
              checked={confirmed.has(entry)}
              onChange={(_, { checked }) => confirm(entry, checked === true)}
            />
          ))}
        </fieldset>
      )}
      {isWrong && !offer.same && (
        <Checkbox
          className={styles.wrong}
          label={t`Keep it although it is the wrong list; its sheets will say so`}
          checked={wrongConfirmed}
          onChange={(_, { checked }) => setWrongConfirmed(checked === true)}
        />
      )}
      {inTheWay !== null && <p className={mergeClasses(firewall.quiet, firewall.note)}>{inTheWay}</p>}
      <div className={firewall.buttons}>
        {offer.same ? (
          <Button
            disabledFocusable={!connected}
            onClick={() => void keepOffer(offer, offer.wide, isWrong)}
          >{t`Note that it is still so`}</Button>
        ) : (
          <Button
            appearance="primary"
            disabledFocusable={inTheWay !== null || !connected}
            onClick={() => void keepOffer(offer, [...confirmed], wrongConfirmed)}
          >{t`Keep as version ${newest + 1}`}</Button>
        )}
        {isChange && (
          <Button
            disabledFocusable={inTheWay !== null || !connected}
            onClick={async () => {
              if (!(await keepOffer(offer, [...confirmed], wrongConfirmed))) return
              askForSheet({ sourceId: offer.sourceId, from: newest })
              turn({ kind: 'desk', desk: 'firewall', part: 'sheets' })
            }}
          >{t`Keep it, and make the delta sheet`}</Button>
        )}
        <Button disabledFocusable={!connected} onClick={() => void dropOffer(offer)}>{t`Put away`}</Button>
      </div>
    </section>
  )
}

function standsInTheWay(
  { refusedCount, same }: ListOffer,
  { open, wrong }: { open: number; wrong: boolean },
): string | null {
  if (same) return null
  if (refusedCount > 0) {
    return t`It is kept once nothing is refused: mend the list, or ask the vendor about these lines, and read it again.`
  }
  if (wrong) return t`Tick first that it is kept although it is the wrong list.`
  return open > 0 ? t`${counted(open, 'wide entry is', 'wide entries are')} still to be ticked.` : null
}

function Refused({ offer: { refused, refusedCount }, name }: { offer: ListOffer; name: string }) {
  return (
    <>
      <NoteLine verdict="fail" text={t`${counted(refusedCount, 'entry is', 'entries are')} refused.`} />
      <PlainTable
        label={t`What is refused, ${name}`}
        head={[t`Entry`, t`As it stands`, t`What is wrong with it`]}
        rows={refused.map(({ at, text, sentence }) => [at.toLocaleString(), text, sentence])}
      />
      {refusedCount > refused.length && (
        <NoteLine
          verdict="unknown"
          text={t`The first ${refused.length.toLocaleString()} of ${refusedCount.toLocaleString()} are shown.`}
        />
      )}
    </>
  )
}
