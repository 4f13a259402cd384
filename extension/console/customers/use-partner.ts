import { useQueryClient } from '@tanstack/preact-query'
import { useEffect, useRef } from 'preact/hooks'
import { useRead, useWrite } from '../../query.ts'
import { useOff } from '../../role.ts'

const pollMilliseconds = 2000

/** The partner's connection and the reading of its customers; when one ends, the customers are asked for anew. */
export function usePartner() {
  const off = useOff('partner.customers')
  const client = useQueryClient()
  const read = useRead(
    'partner.get',
    {},
    { enabled: !off, poll: (last) => (last?.reading.running ? pollMilliseconds : false) },
  )
  const refresh = useWrite('partner.refresh', ['partner.get'])
  const finishedAt = read.data?.reading.finishedAt
  const before = useRef(finishedAt)
  useEffect(() => {
    if (before.current !== undefined && before.current !== finishedAt)
      client.invalidateQueries({ queryKey: ['partner.customers'] })
    before.current = finishedAt
  }, [finishedAt])
  return { off, read, refresh }
}
export type PartnerRead = ReturnType<typeof usePartner>
