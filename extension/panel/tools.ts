import { createContext } from 'preact'

/** What the bar of every first screen of the panel leads to. */
export interface DeskTools {
  search: () => void
  help: () => void
  /** null = there is nothing to stay with. */
  pin: (() => void) | null
  isPinned: boolean
  /** Pinned, and the tab in front is about something else. */
  isElsewhere: boolean
}
export const ToolsContext = createContext<DeskTools | null>(null)
