import { i18n } from '#i18n'
import type { ActionState } from '#shared/contract.ts'
import { countText } from '../ui/number.ts'
import { CutText } from './cut-text.tsx'

type Report = NonNullable<ActionState['steps'][number]['report']>

/** What a step found: a row a card, since the panel is narrow; foreign text, cut, and whole on demand. */
export function ReportTable({ report: { title, columns, rows } }: { report: Report }) {
  if (rows.length === 0) return <span class="quiet">{i18n.t('panel.act.reportEmpty', { title })}</span>
  return (
    <details class="report">
      <summary>{i18n.t('panel.act.reportOf', rows.length, { title, count: countText(rows.length) })}</summary>
      <ol class="report-rows">
        {rows.map((cells, row) => (
          <li key={`${row} ${cells[0]}`}>
            <dl>
              {columns.map((column, at) => (
                <div key={column}>
                  <dt>{column}</dt>
                  <dd>{cells[at] ? <CutText>{cells[at] ?? ''}</CutText> : '–'}</dd>
                </div>
              ))}
            </dl>
          </li>
        ))}
      </ol>
    </details>
  )
}
