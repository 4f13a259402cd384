import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import { toCsv } from '#shared/csv.ts'
import { ErrorNotice } from '../error-notice.tsx'
import { Button } from '../ui/button.tsx'
import * as icons from '../ui/icons.ts'
import { countText } from '../ui/number.ts'
import { download, fileNameOf } from './download.ts'

interface CsvButtonProps {
  /** What is in it: "Download the changes as CSV". */
  label: string
  /** Words of the file's name. */
  name: readonly string[]
  off?: string | null
  /** Reads everything, not only what is on the screen; the first row is the heading. A text is the file itself. */
  rows: (onRead: (count: number) => void) => Promise<(string | number | null)[][] | string>
}

export function CsvButton({ label, name, off, rows }: CsvButtonProps) {
  const [reading, setReading] = useState<number | null>(null)
  const [said, setSaid] = useState('')
  const [error, setError] = useState<unknown>(null)
  const start = async () => {
    setError(null)
    setReading(0)
    try {
      const all = await rows((count) => setReading((before) => (before ?? 0) + count))
      download(fileNameOf(name, 'csv'), typeof all === 'string' ? all : toCsv(all))
      setSaid(saidOf(all))
    } catch (failed) {
      setError(failed)
    }
    setReading(null)
  }
  return (
    <span class="csv">
      <Button icon={icons.download} label={label} off={off} busy={reading !== null} onClick={start}>
        {i18n.t('console.csv')}
      </Button>
      <span class="only-spoken" role="status">
        {reading === null ? said : i18n.t('console.readingSoFar', { read: countText(reading) })}
      </span>
      {error !== null && (
        <div class="csv-problem">
          <ErrorNotice error={error} what={i18n.t('console.fileNotMade')} onRetry={start} />
        </div>
      )}
    </span>
  )
}

function saidOf(all: unknown[][] | string): string {
  if (typeof all === 'string') return i18n.t('console.fileDownloaded')
  const lines = all.length - 1
  return i18n.t('console.linesDownloaded', lines, { count: countText(lines) })
}
