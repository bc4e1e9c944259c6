import {
  Accordion,
  AccordionHeader,
  AccordionItem,
  AccordionPanel,
  makeStyles,
  tokens,
} from '@fluentui/react-components'
import type { ArtifactName } from '../../shared/artifacts/artifacts.ts'
import { t } from '../../shared/language/translate.ts'
import { artifactNames } from '../../shared/run/words.ts'
import { evidenceBeside } from '../store/evidence-beside.ts'
import { isUnderWay, type RunView } from '../store/run-view.ts'
import { ArtifactView, gatheredIn } from './artifact-view.tsx'

const useStyles = makeStyles({
  root: { marginTop: tokens.spacingVerticalXL, marginInline: '-12px' },
  time: {
    marginLeft: tokens.spacingHorizontalS,
    color: tokens.colorNeutralForeground3,
    fontSize: tokens.fontSizeBase200,
    whiteSpace: 'nowrap',
  },
  panel: { marginInline: '12px', paddingBottom: tokens.spacingVerticalL },
})

/** So many are open from the start; more would bury each other. */
const OPEN = 2

/** What the check looked at, a fold each, and below it what explains that. */
export function RawEvidence({ names, run }: { names: readonly ArtifactName[]; run: RunView }) {
  const styles = useStyles()
  return (
    <Accordion
      className={styles.root}
      multiple
      collapsible
      defaultOpenItems={names.length > OPEN ? names.slice(0, 1) : [...names]}
    >
      {[...names, ...evidenceBeside(names, run.artifacts)].map((name) => {
        const record = run.artifacts[name]
        const time = gatheredIn(record)
        return (
          <AccordionItem key={name} value={name}>
            <AccordionHeader as="h3" expandIconPosition="start">
              {artifactNames[name]}
              {time && <span className={styles.time}>{t`took ${time}`}</span>}
            </AccordionHeader>
            <AccordionPanel className={styles.panel}>
              <ArtifactView name={name} record={record} active={isUnderWay(run)} />
            </AccordionPanel>
          </AccordionItem>
        )
      })}
    </Accordion>
  )
}
