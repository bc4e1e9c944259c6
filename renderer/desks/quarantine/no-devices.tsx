import { makeStyles, tokens } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import type { Overview } from './quarantine-state.ts'
import { ReadingsPart } from './readings-part.tsx'

const useStyles = makeStyles({
  prose: {
    margin: 0,
    maxWidth: '72ch',
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  code: {
    fontFamily: tokens.fontFamilyMonospace,
    fontSize: tokens.fontSizeBase200,
    backgroundColor: tokens.colorNeutralBackground3,
    borderRadius: tokens.borderRadiusSmall,
    paddingInline: tokens.spacingHorizontalXS,
  },
})

/** The desk before any device was read: what it is for, and how it is filled. */
export function NoDevices({ overview }: { overview: Overview }) {
  const styles = useStyles()
  return (
    <>
      <p
        className={styles.prose}
      >{t`With them, Postern shows every device in one table, says why each is let in or held back, finds those of the integration, tells what a decision would move before anything is done, and writes one script for all decisions, with its undo.`}</p>
      <p className={styles.prose}>
        {t`No Exchange at hand? `}
        <span className={styles.code}>{t`npm run -s lab -- --org lab.json --devices 5000`}</span>
        {t` in Postern’s folder starts the lab with made-up devices, and `}
        <span className={styles.code}>{t`npm run -s lab -- configuration --org lab.json --out devices.json`}</span>
        {t` beside it writes such a file.`}
      </p>
      <ReadingsPart overview={overview} />
    </>
  )
}
