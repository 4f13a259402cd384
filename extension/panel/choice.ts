import { useQueryClient } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import type { TicketAnswer } from '#shared/contract.ts'
import { call } from '../api.ts'
import { type ApiError, asApiError } from '../api-error.ts'
import type { PersonRef } from './place.ts'
import { keyOf, type Target } from './target.ts'

export interface Choice {
  isBusy: boolean
  error: ApiError | null
  /** True when it holds. */
  choose: (person: PersonRef) => Promise<boolean>
  takeBack: (tenantId: string) => Promise<boolean>
  /** The failure was seen, or another way was taken. */
  forget: () => void
}

/** Says whom a ticket is about, for everybody; `onDone` tells whoever else shows it. */
export function useChoice(target: Target, onDone: () => void): Choice {
  const client = useQueryClient()
  const [state, setState] = useState<{ key: string; isBusy: boolean; error: ApiError | null } | null>(null)
  const key = keyOf(target)
  const ask = async (tenantId: string, personId: string | null): Promise<boolean> => {
    if (target.kind !== 'ticket') return false
    const input = { host: target.host, ticketId: target.ticketId }
    setState({ key, isBusy: true, error: null })
    try {
      const answer = await call('tickets.choose', { ...input, tenantId, personId })
      client.setQueryData<TicketAnswer>(['tickets.resolve', input], answer)
      setState(null)
      onDone()
      return true
    } catch (thrown) {
      setState({ key, isBusy: false, error: asApiError(thrown) })
      return false
    }
  }
  const mine = state?.key === key ? state : null
  return {
    isBusy: mine?.isBusy ?? false,
    error: mine?.error ?? null,
    choose: ({ tenantId, personId }) => ask(tenantId, personId),
    takeBack: (tenantId) => ask(tenantId, null),
    forget: () => setState(null),
  }
}
