import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { ChevronDown16Regular } from '@fluentui/react-icons/svg/chevron-down'
import { ChevronRight16Regular } from '@fluentui/react-icons/svg/chevron-right'
import { type ReactNode, useId, useState } from 'react'

const useStyles = makeStyles({
  button: {
    minWidth: 0,
    // The chevron’s own line, not its box, stands at the edge of what is around it.
    marginLeft: '-10px',
    paddingInline: tokens.spacingHorizontalXS,
    justifyContent: 'flex-start',
    fontWeight: tokens.fontWeightRegular,
  },
  content: { paddingTop: tokens.spacingVerticalXS },
})

type DisclosureProps = { text: string; of?: string; children: ReactNode }

/** A part that is folded away until it is asked for. `of` says to a screen reader which one it is, where several look alike. */
export function Disclosure({ text, of, children }: DisclosureProps) {
  const styles = useStyles()
  const [open, setOpen] = useState(false)
  const id = useId()
  return (
    <div>
      <Button
        appearance="transparent"
        size="small"
        className={styles.button}
        icon={open ? <ChevronDown16Regular /> : <ChevronRight16Regular />}
        aria-expanded={open}
        aria-controls={id}
        aria-label={of && `${text}, ${of}`}
        onClick={() => setOpen(!open)}
      >
        {text}
      </Button>
      <div id={id} className={styles.content} hidden={!open}>
        {open && children}
      </div>
    </div>
  )
}
