import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { CheckmarkRegular } from '@fluentui/react-icons/svg/checkmark'
import { CopyRegular } from '@fluentui/react-icons/svg/copy'
import { DismissCircleRegular } from '@fluentui/react-icons/svg/dismiss-circle'
import { useEffect, useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import type { Ask, Report } from '../../../shared/report/report.ts'
import { teamDuties, teamNames } from '../../../shared/report/teams.ts'
import { ticketFor } from '../../../shared/report/ticket.ts'
import { ticketMarkdown } from '../../../shared/report/ticket-markdown.ts'
import { ticketText } from '../../../shared/report/ticket-text.ts'

const SHOWN_MILLISECONDS = 2000

const useStyles = makeStyles({
  duties: { flexGrow: 1, color: tokens.colorNeutralForeground3, fontSize: tokens.fontSizeBase200 },
  tools: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: tokens.spacingHorizontalXS,
    marginBlock: tokens.spacingVerticalXXS,
  },
  button: { minWidth: 0, fontWeight: tokens.fontWeightRegular },
})

type Format = 'ticket' | 'markdown'
const words: Readonly<Record<Format, { name: string; copied: string }>> = {
  ticket: { name: t`Copy as a ticket`, copied: t`Ticket copied` },
  markdown: { name: t`As Markdown`, copied: t`Markdown copied` },
}

/** Beside the name of a team: what it looks after, and what is asked of it, to be pasted into a ticket. */
export function TeamTools({ ask, report }: { ask: Ask; report: Report }) {
  const styles = useStyles()
  const [result, setResult] = useState<{ format: Format; worked: boolean } | null>(null)
  useEffect(() => {
    if (!result) return
    const timer = setTimeout(() => setResult(null), SHOWN_MILLISECONDS)
    return () => clearTimeout(timer)
  }, [result])

  async function copy(format: Format) {
    const ticket = ticketFor(ask, report)
    try {
      await navigator.clipboard.writeText(format === 'ticket' ? ticketText(ticket) : ticketMarkdown(ticket))
      setResult({ format, worked: true })
    } catch {
      setResult({ format, worked: false })
    }
  }

  const button = (format: Format) => {
    const { name, copied } = words[format]
    const mine = result?.format === format ? result : undefined
    const shown = mine ? (mine.worked ? copied : t`Could not copy`) : name
    const icon = mine ? mine.worked ? <CheckmarkRegular /> : <DismissCircleRegular /> : <CopyRegular />
    return (
      <Button
        size="small"
        appearance={format === 'ticket' ? 'secondary' : 'subtle'}
        className={styles.button}
        icon={icon}
        aria-label={`${shown}: ${teamNames[ask.team]}`}
        onClick={() => void copy(format)}
      >
        {shown}
      </Button>
    )
  }

  return (
    <>
      <span className={styles.duties}>{teamDuties[ask.team]}</span>
      {/* Nobody sends a ticket to whoever sits here. */}
      {ask.team !== 'you' && (
        <div className={styles.tools}>
          {button('ticket')}
          {button('markdown')}
        </div>
      )}
    </>
  )
}
