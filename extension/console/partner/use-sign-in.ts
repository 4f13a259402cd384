import { useEffect, useState } from 'preact/hooks'
import type { PartnerState } from '#shared/contract.ts'
import { ApiError } from '../../api-error.ts'
import { openTab } from '../../places.ts'
import { useWrite } from '../../query.ts'

/** An attempt has no id: when it was begun names it. */
interface Link {
  url: string
  startedAt: string
}

/** The sign-in of the partner's account at Microsoft: begun here, done in a tab of its own, watched from here. */
export function useSignIn(attempt: PartnerState['attempt']) {
  const [link, setLink] = useState<Link | null>(null)
  const [seen, setSeen] = useState<string | null>(null)
  const [refused, setRefused] = useState<ApiError | null>(null)
  const begin = useWrite('partner.begin', ['partner.get'])
  const isWaiting = attempt?.state === 'waiting'
  const isOwn = link !== null && link.startedAt === attempt?.startedAt
  useEffect(() => {
    if (isWaiting) setSeen(attempt.startedAt)
  }, [isWaiting, attempt?.startedAt])

  /** An attempt that nobody has used yet is used again; the address of somebody else's is not known here. */
  const address = async (): Promise<string> => {
    if (isWaiting && isOwn) return link.url
    const { url, state } = await begin.mutateAsync({})
    if (!url.startsWith('https://')) throw new ApiError('partner.failed')
    const startedAt = state.attempt?.startedAt ?? ''
    setLink({ url, startedAt })
    setSeen(startedAt)
    return url
  }
  const open = async () => {
    setRefused(null)
    try {
      await openTab(await address())
    } catch (error) {
      // What the worker refused is shown by `begin` itself.
      if (error instanceof ApiError) setRefused(error)
      else throw error
    }
  }
  return {
    open: () => void open(),
    isBusy: begin.isPending,
    error: begin.error ?? refused,
    isWaiting,
    /** The address of the waiting attempt is known, so it can be opened again. */
    isOwn,
    /** The attempt came to its end while this page was looking on. */
    wasSeen: attempt !== null && !isWaiting && seen === attempt.startedAt,
  }
}
export type SignIn = ReturnType<typeof useSignIn>
