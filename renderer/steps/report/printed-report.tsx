import { useEffect, useRef } from 'react'
import { createPortal } from 'react-dom'
import { reportBody } from '../../../shared/report/html.ts'
import { reportStyle } from '../../../shared/report/html-style.ts'
import type { Report } from '../../../shared/report/report.ts'

/**
 * What is printed of this step, and nothing else of the window: the same as the saved file, on white in every theme. It
 * has a shadow root, so that the styles of neither reach the other. All of it is escaped by `shared/report`, and the
 * Content-Security-Policy lets no script in it run.
 */
export function PrintedReport({ report }: { report: Report }) {
  const host = useRef<HTMLDivElement>(null)
  useEffect(() => {
    if (!host.current) return
    const root = host.current.shadowRoot ?? host.current.attachShadow({ mode: 'open' })
    const sheet = new CSSStyleSheet()
    sheet.replaceSync(reportStyle)
    root.adoptedStyleSheets = [sheet]
    root.innerHTML = reportBody(report).html
  }, [report])
  return createPortal(<div ref={host} className="printed-report" />, document.body)
}
