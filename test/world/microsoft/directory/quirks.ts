/** The inconvenient sides of change tracking that can be switched. */
export interface Quirks {
  /** An empty page with a next link before the last page of every delta round. */
  emptyPages: boolean
  /** Each further page of a delta round repeats an item of the page before, and one item stands twice. */
  replays: boolean
  /** Items of a delta round come in no order. */
  shuffle: boolean
  /** How a delta token is refused that is too old. */
  expired: 'gone' | 'syncStateNotFound'
}
