import { Button } from '../ui/button.tsx'

interface MoreButtonProps {
  shown: number
  /** Null = that was all. */
  more: (() => unknown) | null
  busy: boolean
}
/** The end of a list: how many stand there, and more of them. */
export function MoreButton({ shown, more, busy }: MoreButtonProps) {
  return (
    <div class="lines-end">
      {more && (
        <Button busy={busy} onClick={() => more()}>
          Load more
        </Button>
      )}
      <span class="quiet" role="status">
        {more ? `The first ${shown}` : `All ${shown}`} shown
      </span>
    </div>
  )
}
