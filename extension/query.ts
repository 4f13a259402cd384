import {
  keepPreviousData,
  QueryClient,
  useInfiniteQuery,
  useMutation,
  useQuery,
  useQueryClient,
} from '@tanstack/preact-query'
import type { ClientInput, EndpointName, Output } from '#shared/contract.ts'
import { errors, isErrorCode } from '#shared/errors.ts'
import { call } from './api.ts'
import { type ApiError, asApiError } from './api-error.ts'

/** Trying again by itself helps only where the table says so, or when nothing was reached. */
function mayRepeat(failures: number, thrown: unknown): boolean {
  const error = asApiError(thrown)
  const isPassing = error.isAway || (isErrorCode(error.code) && errors[error.code].retry === 'later')
  return isPassing && failures < 2
}

/** Requests of one page: shared, kept for a while, repeated only where reading again can help. */
export function createQueryClient(): QueryClient {
  return new QueryClient({
    defaultOptions: {
      queries: { retry: mayRepeat, staleTime: 2000, gcTime: 30 * 60_000 },
      mutations: { retry: false },
    },
  })
}

interface ReadOptions<N extends EndpointName> {
  enabled?: boolean
  /** Milliseconds between reads while the last answer asks for it. */
  poll?: (last: Output<N> | undefined) => number | false
  /** Milliseconds for which an answer is not asked for again, where asking costs more than a read of the mirror. */
  freshFor?: number
  /** Keeps the former answer on the screen while another input is read. */
  keep?: boolean
}

/** Reads an endpoint that changes nothing. */
export function useRead<N extends EndpointName>(
  name: N,
  input: ClientInput<N>,
  options: ReadOptions<N> = {},
) {
  const { enabled = true, poll, keep = false, freshFor } = options
  return useQuery<Output<N>, ApiError>({
    queryKey: [name, input],
    queryFn: () => call(name, input),
    enabled,
    refetchInterval: poll ? ({ state }) => poll(state.data) : false,
    ...(freshFor === undefined ? {} : { staleTime: freshFor }),
    ...(keep ? { placeholderData: keepPreviousData as never } : {}),
  })
}

type PageOptions<N extends EndpointName> = Omit<ReadOptions<N>, 'enabled' | 'freshFor'> & {
  by?: 'after' | 'before'
}
interface Paged {
  next: string | null
}
export type PagedName = { [N in EndpointName]: Output<N> extends Paged ? N : never }[EndpointName]

/** Reads a list page by page: older ones by `before` where it is the newest first, else by `after`. */
export function usePages<N extends PagedName>(
  name: N,
  input: ClientInput<N>,
  { poll, keep = false, by = 'after' }: PageOptions<N> = {},
) {
  return useInfiniteQuery({
    queryKey: [name, input, 'pages'],
    queryFn: ({ pageParam }) => call(name, { ...input, ...(pageParam ? { [by]: pageParam } : {}) }),
    initialPageParam: null as string | null,
    getNextPageParam: (last) => (last as Paged).next,
    refetchInterval: poll ? ({ state }) => poll(state.data?.pages[0]) : false,
    ...(keep ? { placeholderData: keepPreviousData as never } : {}),
  })
}

/** Has answers read again that may have changed. */
export function useReread(changes: readonly EndpointName[]) {
  const client = useQueryClient()
  return () => Promise.all(changes.map((changed) => client.invalidateQueries({ queryKey: [changed] })))
}

/** Does something. Afterwards what may have changed is read again. */
export function useWrite<N extends EndpointName>(name: N, changes: readonly EndpointName[] = []) {
  return useMutation<Output<N>, ApiError, ClientInput<N>>({
    mutationFn: (input) => call(name, input),
    onSettled: useReread(changes),
  })
}
