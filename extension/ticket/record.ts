/** What a page of a PSA is about. */
export const recordKinds = ['ticket', 'contact', 'organisation'] as const

export interface RecordRef {
  kind: (typeof recordKinds)[number]
  /** The PSA's own id. */
  id: string
}

/** What names a record, and nothing else that is known of its page. */
export const refOf = ({ kind, id }: RecordRef): RecordRef => ({ kind, id })
