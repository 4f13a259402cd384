import { useState } from 'preact/hooks'
import type { ClientInput, Review } from '#shared/contract.ts'
import { useWrite } from '../../query.ts'
import { keyOf } from './list.tsx'

export type Choice = Exclude<ClientInput<'reviews.decide'>['choice'], 'undecided'>
/** What was decided about whom. */
export interface Decided {
  review: Review
  choice: Choice
  contactId: string | null
}

/** Deciding, and taking the last decision back. Whoever was decided about is gone from the list at once. */
export function useDecisions() {
  const write = useWrite('reviews.decide', ['reviews.list', 'plans.get', 'plans.waiting', 'tenants.get'])
  const [decided, setDecided] = useState<ReadonlySet<string>>(new Set())
  const [last, setLast] = useState<Decided | null>(null)
  const mark = (review: Review, isDone: boolean) =>
    setDecided((before) => {
      const next = new Set(before)
      if (isDone) next.add(keyOf(review))
      else next.delete(keyOf(review))
      return next
    })
  const idsOf = ({ mappingId, tenantId, personId }: Review) => ({ mappingId, tenantId, personId })
  return {
    last,
    error: write.error,
    isPending: write.isPending,
    isDecided: (review: Review) => decided.has(keyOf(review)),
    decide(review: Review, choice: Choice, contactId: string | null) {
      const input = { ...idsOf(review), choice, ...(contactId ? { contactId } : {}) }
      write.mutate(input, {
        onSuccess: () => {
          mark(review, true)
          setLast({ review, choice, contactId })
        },
      })
    },
    undo() {
      if (!last) return
      const { review } = last
      write.mutate(
        { ...idsOf(review), choice: 'undecided' },
        {
          onSuccess: () => {
            mark(review, false)
            setLast(null)
          },
        },
      )
    },
    forget: () => setLast(null),
  }
}
