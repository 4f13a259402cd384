import { i18n } from '#i18n'

/** Has the size of what follows, so nothing jumps. */
export function Skeleton({
  rows = 3,
  height = 44,
  label = i18n.t('ui.loading'),
}: {
  rows?: number
  height?: number
  label?: string
}) {
  return (
    <div class="skeleton" role="status" aria-label={label}>
      {Array.from({ length: rows }, (_, row) => (
        <span key={row} class="skeleton-row" style={{ height: `${height}px` }}>
          <span class="skeleton-block" />
          <span class="skeleton-lines">
            <span />
            <span />
          </span>
        </span>
      ))}
    </div>
  )
}
