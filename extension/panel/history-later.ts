import { later } from '../ui/later.tsx'
import { LiveWaiting } from './live-waiting.tsx'

/** Nothing of the first paint: fetched when it is looked at. */
export const History = later(() => import('./history/history.tsx').then((file) => file.History), LiveWaiting)
