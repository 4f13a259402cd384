import { Icon } from '../ui/icon.tsx'
import * as icons from '../ui/icons.ts'
import { ago, momentOf } from '../ui/time.ts'
import { useNow } from '../ui/use-now.ts'

/** How old it is: "As of 09:29, 12 min ago". `time` is ISO 8601. */
export function AsOf({ word, time }: { word: string; time: string }) {
  const now = useNow()
  return (
    <span class="freshness">
      <Icon of={icons.clock} size={16} />
      {word} {momentOf(time, now)}, {ago(time, now)}
    </span>
  )
}
