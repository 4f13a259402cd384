import { later } from '../../ui/later.tsx'
import { Skeleton } from '../../ui/skeleton.tsx'

/** A tab of its own, so nothing of the first paint. */
export const Licences = later(
  () => import('./licences.tsx').then((file) => file.Licences),
  () => <Skeleton rows={2} height={48} />,
)
