import { later } from '../../ui/later.tsx'
import { LiveWaiting } from '../live-waiting.tsx'

/** Nothing of the first paint: fetched with the first part that is looked at. */
export const Live = later(() => import('./live/live.tsx').then((file) => file.Live), LiveWaiting)
