import { makeStyles, tokens } from '@fluentui/react-components'
import type { ReactNode } from 'react'

const useStyles = makeStyles({
  root: {
    marginTop: tokens.spacingVerticalL,
    marginBottom: tokens.spacingVerticalS,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    fontWeight: tokens.fontWeightSemibold,
  },
})

/** A heading inside one piece of raw evidence. */
export function SubHeading({ children }: { children: ReactNode }) {
  const styles = useStyles()
  return <h4 className={styles.root}>{children}</h4>
}
