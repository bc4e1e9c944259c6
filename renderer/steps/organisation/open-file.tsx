import { makeStyles, tokens } from '@fluentui/react-components'
import { t } from '../../../shared/language/translate.ts'
import { FileButton } from '../../ui/file-button.tsx'
import type { OrganisationFileReader } from './organisation-file-reader.ts'

const useStyles = makeStyles({
  prose: {
    margin: `0 0 ${tokens.spacingVerticalM}`,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
  },
  message: {
    margin: `${tokens.spacingVerticalS} 0 0`,
    fontSize: tokens.fontSizeBase300,
    lineHeight: tokens.lineHeightBase300,
    overflowWrap: 'anywhere',
  },
  error: { color: tokens.colorStatusDangerForeground1 },
})

/** Opens an organisation file into the form. */
export function OpenFile({ file: { outcome, read } }: { file: OrganisationFileReader }) {
  const styles = useStyles()
  return (
    <>
      <p
        className={styles.prose}
      >{t`An organisation file is the JSON that “postern probe --org” reads. It can also be dropped anywhere here.`}</p>
      <FileButton
        label={t`Organisation file`}
        onFiles={([file]) => file && void read(file)}
      >{t`Open an organisation file`}</FileButton>
      <p role="status" className={styles.message}>
        {outcome.error ? <span className={styles.error}>{outcome.error}</span> : outcome.read}
      </p>
    </>
  )
}
