import { Button, MessageBar, MessageBarActions, MessageBarBody, makeStyles, tokens } from '@fluentui/react-components'
import { useEffect, useId, useRef } from 'react'
import { t } from '../../shared/language/translate.ts'

const useStyles = makeStyles({
  // It is there before it says something, so that a screen reader hears it, and takes no place of its own till then.
  root: { ':empty': { marginBottom: `calc(-1 * ${tokens.spacingVerticalM})` } },
})

type ToldBarProps = {
  /** What was done, or went wrong; null where there is nothing to say. */
  sentence: string | null
  isProblem: boolean
  /** Brings back what was taken away, while it can be. */
  undo: (() => void) | null
  dismiss(): void
}

/**
 * What was just done on a desk and can be undone, or went wrong. Where something went away, its Undo has the focus, and a
 * screen reader reads what is around it; anything else is told without taking the focus.
 */
export function ToldBar({ sentence, isProblem, undo, dismiss }: ToldBarProps) {
  const styles = useStyles()
  const root = useRef<HTMLDivElement>(null)
  const words = useId()
  const canUndo = undo !== null
  useEffect(() => {
    if (sentence === null) return
    const frame = requestAnimationFrame(() => {
      if (canUndo || document.activeElement === document.body) root.current?.querySelector('button')?.focus()
    })
    return () => cancelAnimationFrame(frame)
  }, [sentence, canUndo])
  return (
    <div ref={root} role={canUndo ? undefined : 'status'} className={styles.root}>
      {sentence !== null && (
        <MessageBar intent={isProblem ? 'error' : 'info'} layout="multiline" aria-labelledby={words}>
          <MessageBarBody id={words}>{sentence}</MessageBarBody>
          <MessageBarActions>
            {undo && <Button onClick={undo}>{t`Undo`}</Button>}
            <Button
              appearance="transparent"
              onClick={() => {
                dismiss()
                document.getElementById('findings')?.focus()
              }}
            >{t`Close`}</Button>
          </MessageBarActions>
        </MessageBar>
      )}
    </div>
  )
}
