import { useEffect, useRef, useState } from 'preact/hooks'
import { type ApiError, asApiError } from '../../api-error.ts'
import { useReread, useWrite } from '../../query.ts'
import type { Wanted } from './names.ts'

/** Nothing would become of the others either. */
const ofAll: readonly string[] = [
  'psa.keyRefused',
  'psa.permission',
  'psa.disconnected',
  'psa.unsupported',
  'psa.untried',
  'access.role',
]
/** One that is not answered says nothing of the next; so many in a row do. */
const mostAway = 3
const mostWaits = 5
const waitSeconds = 15

interface Failed extends Wanted {
  why: string
}
export interface Creating {
  isRunning: boolean
  of: number
  done: number
  failed: Failed[]
  /** Not tried: it was stopped, or nothing would have become of them. */
  left: Wanted[]
  /** The name whose turn it is. */
  now: string
  /** Who is waited for; null = nobody. */
  waitsFor: 'system' | 'server' | null
}

/**
 * Creates organisations one after another; one that fails does not stop the others. What was done is on the server: who
 * leaves half-way finds the rest among the tenants without an organisation.
 */
export function useCreateEach(connectionId: string) {
  const create = useWrite('organisations.create')
  const reread = useReread(['mappings.suggest', 'tenants.list', 'tenants.get', 'plans.waiting'])
  const [state, setState] = useState<Creating | null>(null)
  const isStopped = useRef(false)
  const wake = useRef(() => {})
  const stop = () => {
    isStopped.current = true
    wake.current()
  }
  useEffect(() => stop, [])

  /**
   * Null = it is there and mapped. A ticket system that asks to wait is waited for, and so is a server that is away for a
   * moment: a request that did it all the same is answered as before.
   */
  async function one({ tenantId, name }: Wanted, onWait: Wait): Promise<ApiError | null> {
    for (let waits = 0; ; waits += 1) {
      try {
        await create.mutateAsync({ connectionId, tenantId, name: name.trim(), unmappedOnly: true })
        return null
      } catch (thrown) {
        const error = asApiError(thrown)
        const waitsFor = waitsForOf(error)
        if (waitsFor === null || waits >= mostWaits || isStopped.current) return error
        onWait(waitsFor)
        await until(error.retryAfterSeconds ?? waitSeconds)
        if (isStopped.current) return error
      }
    }
  }

  /** Until so many seconds are over, or it is stopped. */
  function until(seconds: number): Promise<void> {
    return new Promise((resolve) => {
      const timer = setTimeout(resolve, seconds * 1000)
      wake.current = () => {
        clearTimeout(timer)
        resolve()
      }
    })
  }

  async function run(wanted: readonly Wanted[]): Promise<void> {
    isStopped.current = false
    let now: Creating = {
      ...{ isRunning: true, of: wanted.length, done: 0, failed: [], left: [], now: '', waitsFor: null },
    }
    const say = (changes: Partial<Creating>) => {
      now = { ...now, ...changes }
      setState(now)
    }
    let away = 0
    for (const [index, each] of wanted.entries()) {
      if (isStopped.current) say({ left: wanted.slice(index) })
      if (now.left.length > 0) break
      say({ now: each.name, waitsFor: null })
      const error = await one(each, (waitsFor) => say({ waitsFor }))
      if (error?.code === 'psa.throttled' && isStopped.current) {
        // Nothing was made: it was its turn, and it goes with the others.
        say({ left: wanted.slice(index) })
        break
      }
      if (error) say({ failed: [...now.failed, { ...each, why: whyOf(error) }] })
      else say({ done: now.done + 1 })
      away = error?.code === 'psa.unavailable' ? away + 1 : 0
      if (error && (isEnd(error) || away >= mostAway)) say({ left: wanted.slice(index + 1) })
    }
    await reread()
    say({ isRunning: false })
  }
  return { state, run, stop }
}

type Wait = (waitsFor: NonNullable<Creating['waitsFor']>) => void

function waitsForOf({ code, isAway }: ApiError): Creating['waitsFor'] {
  if (code === 'psa.throttled') return 'system'
  return isAway && code !== 'extension.late' ? 'server' : null
}

/** One that took too long says nothing of the others. */
const isEnd = ({ code, isAway, isSignedOut }: ApiError) =>
  (isAway && code !== 'extension.late') || isSignedOut || ofAll.includes(code)

const whyOf = ({ text, next }: ApiError) => [text, next].filter(Boolean).join(' ')
