import { Button, makeStyles, tokens } from '@fluentui/react-components'
import { Save20Regular } from '@fluentui/react-icons/svg/save'
import { useEffect, useEffectEvent, useState } from 'react'
import { t } from '../../../shared/language/translate.ts'
import { reportFileName } from '../../../shared/report/file-name.ts'
import { reportHtml } from '../../../shared/report/html.ts'
import type { Report } from '../../../shared/report/report.ts'
import { plainJson } from '../../../shared/run/plain-json.ts'
import { problemSentence } from '../../store/problem-sentence.ts'
import { runOfView } from '../../store/report-source.ts'
import type { RunView } from '../../store/run-view.ts'
import { useClient, useSession } from '../../store/session-context.tsx'
import { saveFile } from '../../ui/save-file.ts'
import { printPage } from './print-page.ts'

const useStyles = makeStyles({
  root: { display: 'flex', flexDirection: 'column', alignItems: 'flex-end', gap: tokens.spacingVerticalXS },
  buttons: { display: 'flex', flexWrap: 'wrap', gap: tokens.spacingHorizontalS },
  said: {
    margin: 0,
    maxWidth: '48ch',
    minHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    overflowWrap: 'anywhere',
    textAlign: 'end',
  },
})

/** Saves the report for people, and the run for another Postern. */
export function SaveBar({ run, report }: { run: RunView; report: Report }) {
  const styles = useStyles()
  const client = useClient()
  const connected = useSession((state) => state.connected)
  const prints = useSession((state) => state.about?.host !== 'electron')
  const pdfWanted = useSession((state) => state.pdfWanted)
  const wantPdf = useSession((state) => state.wantPdf)
  const [said, setSaid] = useState('')
  const [waits, setWaits] = useState(false)
  const name = reportFileName(run.header)
  const file = runOfView(run)

  function save(ending: string, type: string, text: string) {
    saveFile(`${name}.${ending}`, type, text)
    setSaid(t`Handed over as ${name}.${ending}.`)
  }

  async function savePdf() {
    setWaits(true)
    setSaid('')
    try {
      const result = await client.call('window.savePdf', { name })
      if (result.outcome === 'unavailable') printPage(name)
      if (result.outcome === 'saved') setSaid(t`Saved as ${result.file}.`)
      if (result.outcome === 'failed') setSaid(result.sentence)
    } catch (error) {
      setSaid(problemSentence(error))
    }
    setWaits(false)
  }

  const makeWanted = useEffectEvent(() => {
    if (!pdfWanted || waits) return
    wantPdf(false)
    void savePdf()
  })
  useEffect(() => makeWanted())

  return (
    <div className={styles.root}>
      {/* biome-ignore lint/a11y/useSemanticElements: buttons of a toolbar are no form, so no fieldset */}
      <div role="group" aria-label={t`Save the report`} className={styles.buttons}>
        <Button icon={<Save20Regular />} disabledFocusable={waits || !connected} onClick={() => void savePdf()}>
          {prints ? t`Print or save as PDF` : t`Save as PDF`}
        </Button>
        <Button onClick={() => save('html', 'text/html', reportHtml(report))}>{t`Save as HTML`}</Button>
        <Button
          disabledFocusable={!file}
          title={file ? undefined : t`A run has a file of its own once it has ended.`}
          onClick={() => file && save('json', 'application/json', plainJson(file, 2))}
        >{t`Save as JSON`}</Button>
      </div>
      <p role="status" className={styles.said}>
        {said}
      </p>
    </div>
  )
}
