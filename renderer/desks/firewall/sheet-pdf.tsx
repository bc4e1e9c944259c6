import { Button } from '@fluentui/react-components'
import { useEffect, useRef, useState } from 'react'
import { createPortal } from 'react-dom'
import { t } from '../../../shared/language/translate.ts'
import { printPage } from '../../steps/report/print-page.ts'
import { problemSentence } from '../../store/problem-sentence.ts'
import { useClient, useSession } from '../../store/session-context.tsx'
import { useFirewallStyles } from './firewall-styles.ts'

const NAME = 'postern-rules'

/** Prints the sheet as a page by the road of the report: Electron makes a PDF of it, and a browser prints it. */
export function SheetPdf({ html }: { html: string }) {
  const firewall = useFirewallStyles()
  const client = useClient()
  const connected = useSession((state) => state.connected)
  const prints = useSession((state) => state.about?.host !== 'electron')
  const [said, setSaid] = useState('')
  const [waits, setWaits] = useState(false)

  async function save() {
    setWaits(true)
    setSaid('')
    try {
      const result = await client.call('window.savePdf', { name: NAME })
      if (result.outcome === 'unavailable') printPage(NAME)
      if (result.outcome === 'saved') setSaid(t`Saved as ${result.file}.`)
      if (result.outcome === 'failed') setSaid(result.sentence)
    } catch (error) {
      setSaid(problemSentence(error))
    }
    setWaits(false)
  }

  return (
    <>
      <Button disabledFocusable={waits || !connected} onClick={() => void save()}>
        {prints ? t`Print or save as PDF` : t`Save as PDF`}
      </Button>
      <span role="status" className={firewall.quiet}>
        {said}
      </span>
      <PrintedSheet html={html} />
    </>
  )
}

/**
 * What is printed while this sheet is shown, and nothing else of the window. It has a shadow root, so that the styles of
 * neither reach the other; all text in it was escaped where it was made, and the Content-Security-Policy lets no script in it run.
 */
function PrintedSheet({ html }: { html: string }) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!host.current) return
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' })
    const page = new DOMParser().parseFromString(html, 'text/html')
    const sheet = new CSSStyleSheet()
    sheet.replaceSync([...page.querySelectorAll('style')].map((style) => style.textContent).join('\n'))
    root.adoptedStyleSheets = [sheet]
    root.replaceChildren(...page.body.childNodes)
    // How its pages lie is said for the whole document, and not inside of a shadow.
    const pages = new CSSStyleSheet()
    const rules = [...sheet.cssRules].filter((rule) => rule instanceof CSSPageRule)
    pages.replaceSync(rules.map(({ cssText }) => cssText).join('\n'))
    document.adoptedStyleSheets = [...document.adoptedStyleSheets, pages]
    return () => {
      document.adoptedStyleSheets = document.adoptedStyleSheets.filter((each) => each !== pages)
    }
  }, [html])
  return createPortal(<div ref={host} className="printed-report" />, document.body)
}
