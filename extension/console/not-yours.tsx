import { EmptyState } from '../ui/empty-state.tsx'
import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'

/** A page that the signed-in person has no business on, reached by its address. */
export function NotYours({ why, children }: { why: string; children: string }) {
  return (
    <div class="surface">
      <EmptyState picture={<Icon of={icons.lock} size={32} />} title={why}>
        {children}
      </EmptyState>
    </div>
  )
}
