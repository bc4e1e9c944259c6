import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import type { Turn } from '../../../shared/watch/turn.ts'
import { useSession } from '../../store/session-context.tsx'
import { Moment } from '../../ui/moment.tsx'
import { runVerdictIcon } from '../../ui/run-verdict-icon.ts'
import { VerdictIcon } from '../../ui/verdict-mark.tsx'

/** So many are shown before the others are asked for. */
const SHOWN = 3

const useStyles = makeStyles({
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  turn: {
    display: 'grid',
    gridTemplateColumns: '20px minmax(0, 1fr) auto',
    columnGap: tokens.spacingHorizontalM,
    alignItems: 'start',
    paddingBlock: tokens.spacingVerticalS,
    borderTop: `1px solid ${tokens.colorNeutralStroke2}`,
  },
  more: { marginLeft: '-8px' },
  title: {
    margin: 0,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  body: {
    margin: 0,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
})

/** What turned and when, the newest first; each leads to the run that showed it. */
export function TurnList({ turns, organisation }: { turns: readonly Turn[]; organisation: string }) {
  const styles = useStyles()
  const [all, setAll] = useState(false)
  const openRun = useSession((state) => state.openRun)
  const show = useSession((state) => state.show)
  const shown = all ? turns : turns.slice(0, SHOWN)
  return (
    <>
      <ol className={styles.list} aria-label={t`What turned at ${organisation}`}>
        {shown.map(({ kind, at, runId, to, title, body }) => (
          <li key={`${runId} ${kind} ${body}`} className={styles.turn}>
            <VerdictIcon verdict={kind === 'certificate' ? 'warn' : runVerdictIcon[to]} />
            <div>
              <p className={styles.title}>
                {title.startsWith(`${organisation}: `) ? upper(title.slice(organisation.length + 2)) : title}
              </p>
              <p className={styles.body}>
                <Moment iso={at} show="both" />. {body}
              </p>
            </div>
            <Button
              size="small"
              aria-label={t`Show the run: ${title}`}
              onClick={() => void openRun(runId).then((opened) => opened && show({ kind: 'everything' }))}
            >{t`Show the run`}</Button>
          </li>
        ))}
      </ol>
      {turns.length > SHOWN && (
        <Button className={styles.more} appearance="transparent" size="small" onClick={() => setAll(!all)}>
          {all ? t`Show fewer` : t`Show all ${turns.length}`}
        </Button>
      )}
    </>
  )
}

/** The card names the organisation already. */
function upper(text: string): string {
  return text.charAt(0).toUpperCase() + text.slice(1)
}
