import { useQueryClient } from '@tanstack/preact-query'
import { useState } from 'preact/hooks'
import type { PersonView, TicketAnswer } from '#shared/contract.ts'
import { call } from '../api.ts'
import { type ApiError, asApiError } from '../api-error.ts'
import { useRead } from '../query.ts'
import type { Target } from './target.ts'

/** What is known of the target, and how to learn it anew. */
export interface Reading {
  view: PersonView | null
  nobody: Extract<TicketAnswer, { found: 'nobody' }> | null
  ticket: TicketAnswer['ticket'] | null
  ticketRef: { host: string; ticketId: string } | null
  by: 'choice' | 'link' | 'email' | null
  /** Who chose this person for the ticket; null = nobody did. */
  choice: { byName: string; at: string } | null
  /** The last failure; what was read before it still stands. */
  error: ApiError | null
  isRefreshing: boolean
  refresh: () => void
  /** A newer view of the same person, as an action brings it. */
  renew: (view: PersonView) => void
}

export function useReading(target: Target): Reading {
  const byTicket = useTicketReading(target)
  const byId = usePersonReading(target)
  return target.kind === 'person' ? byId : byTicket
}

function useTicketReading(target: Target): Reading {
  const client = useQueryClient()
  const { isRefreshing, failed, refreshPerson } = useRefresh()
  const isTicket = target.kind === 'ticket'
  const ticketRef = isTicket ? { host: target.host, ticketId: target.ticketId } : null
  const input = ticketRef ?? { host: '', ticketId: '' }
  const read = useRead('tickets.resolve', input, { enabled: isTicket })
  const { error, refetch, isFetching } = read
  const data = stillOurs(read)
  const view = data?.found === 'person' ? data.view : null
  const renew = (view: PersonView) =>
    client.setQueryData<TicketAnswer>(['tickets.resolve', input], (known) =>
      known?.found === 'person' && known.view.person.id === view.person.id ? { ...known, view } : known,
    )
  return {
    view,
    nobody: data?.found === 'nobody' ? data : null,
    ticket: data?.ticket ?? null,
    ticketRef,
    by: data?.found === 'person' ? data.by : null,
    choice: data?.found === 'person' ? data.choice : null,
    error: error ?? failureOf(view, failed),
    isRefreshing: isRefreshing || isFetching,
    // After a failure the whole question is asked again, else only the person is read anew.
    refresh: () => (view && !error ? refreshPerson(view, renew) : void refetch()),
    renew,
  }
}

function usePersonReading(target: Target): Reading {
  const client = useQueryClient()
  const isPerson = target.kind === 'person'
  const input = isPerson
    ? { tenantId: target.tenantId, personId: target.personId }
    : { tenantId: '', personId: '' }
  const { isRefreshing, failed, refreshPerson } = useRefresh()
  const read = useRead('persons.get', input, { enabled: isPerson })
  const { error, refetch, isFetching } = read
  const data = stillOurs(read)
  const view = data ?? null
  const renew = (view: PersonView) => client.setQueryData(['persons.get', input], view)
  return {
    view,
    nobody: null,
    ticket: null,
    ticketRef: null,
    by: null,
    choice: null,
    error: error ?? failureOf(view, failed),
    isRefreshing: isRefreshing || isFetching,
    refresh: () => (view && !error ? refreshPerson(view, renew) : void refetch()),
    renew,
  }
}

/** What was read before, unless it is refused now: whom one may no longer see is not shown from memory. */
function stillOurs<T>({ data, error }: { data: T | undefined; error: ApiError | null }): T | undefined {
  return error?.code.startsWith('access.') ? undefined : data
}

interface Failure {
  personId: string
  error: ApiError
}
/** A failure is about the person who was refreshed, not about who is shown next. */
function failureOf(view: PersonView | null, failed: Failure | null): ApiError | null {
  return failed && failed.personId === view?.person.id ? failed.error : null
}

/** Has Microsoft asked about one person now, with whatever live parts are open; a failure leaves what is shown. */
function useRefresh() {
  const client = useQueryClient()
  const [isRefreshing, setIsRefreshing] = useState(false)
  const [failed, setFailed] = useState<Failure | null>(null)
  const refreshPerson = async ({ person }: PersonView, renew: (view: PersonView) => void) => {
    setIsRefreshing(true)
    const who = { tenantId: person.tenantId, personId: person.id }
    client.invalidateQueries({ queryKey: ['persons.live', who] })
    try {
      renew(await call('persons.refresh', who))
      setFailed(null)
    } catch (thrown) {
      setFailed({ personId: person.id, error: asApiError(thrown) })
    }
    setIsRefreshing(false)
  }
  return { isRefreshing, failed, refreshPerson }
}
