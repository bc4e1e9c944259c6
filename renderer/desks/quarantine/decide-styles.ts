import { makeStyles, tokens } from '@fluentui/react-components'
import { useEwsStyles } from '../../steps/ews/ews-styles.ts'

const useOwnStyles = makeStyles({
  quiet: {
    margin: 0,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
  },
  /** Without marks: each line has its own. */
  list: { listStyleType: 'none', margin: 0, padding: 0 },
  buttons: { display: 'flex', flexWrap: 'wrap', alignItems: 'center', gap: tokens.spacingHorizontalS },
  section: { maxWidth: '1120px', ':not(:first-child)': { marginTop: tokens.spacingVerticalXL } },
})

/** What the parts of the desk that decide are written in: as where changes of EWS are planned. */
export function useDecideStyles() {
  const { heading, subheading, prose, note } = useEwsStyles()
  return { heading, subheading, prose, note, ...useOwnStyles() }
}
