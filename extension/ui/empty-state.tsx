import type { ComponentChildren } from 'preact'

interface EmptyStateProps {
  /** Icon or mark. */
  picture: ComponentChildren
  title: string
  children?: ComponentChildren
  /** The way on. */
  action?: ComponentChildren
  /** Small print below the way on. */
  note?: ComponentChildren
}
/** A whole surface that has one thing to say and one way on. */
export function EmptyState({ picture, title, children, action, note }: EmptyStateProps) {
  return (
    <div class="empty">
      <div class="empty-picture" aria-hidden="true">
        {picture}
      </div>
      <h2>{title}</h2>
      {children && <div class="empty-text">{children}</div>}
      {action}
      {note && <p class="empty-note">{note}</p>}
    </div>
  )
}
