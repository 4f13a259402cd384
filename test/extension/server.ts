import { vi } from 'vitest'
import type { EndpointName, Output } from '#shared/contract.ts'
import { backendAddress, storedAccount, storedToken } from '../../extension/settings.ts'
import { errors, isErrorCode } from '../../shared/errors.ts'
import { admin } from './screen.tsx'

interface Asked {
  name: string
  input: unknown
  token: string | null
}
type Answers = {
  [N in EndpointName]?: (input: never, times: number) => Output<N> | Response | Promise<Output<N>>
}

/** A worker that answers what it is told to, behind `fetch`; a request it does not expect fails the test's screen. */
export function serve(answers: Answers): Asked[] {
  const asked: Asked[] = []
  vi.stubGlobal('fetch', async (address: string, init: RequestInit = {}) => {
    const name = new URL(address).pathname.replace('/v1/', '')
    const input: unknown = JSON.parse(String(init.body ?? '{}'))
    asked.push({ name, input, token: new Headers(init.headers).get('authorization') })
    const times = asked.filter((request) => request.name === name).length
    const answer = answers[name as EndpointName] as ((input: unknown, times: number) => unknown) | undefined
    if (!answer) throw new TypeError(`Nobody expects ${name}.`)
    const made = await answer(input, times)
    return made instanceof Response ? made : Response.json(made)
  })
  return asked
}

export function refusal(status: number, code: string, text: string, next: string | null = null): Response {
  const retry = isErrorCode(code) ? errors[code].retry : 'no'
  const error = { code, text, next, retry, requestId: 'req-1', retryAfterSeconds: null }
  return Response.json({ error }, { status })
}

/** A browser in which Sidelight is set up and someone is signed in for an hour. */
export async function signInForTest(): Promise<void> {
  await backendAddress.setValue('https://sidelight.example')
  await storedAccount.setValue(admin)
  await storedToken.setValue({ token: 'good', expiresAt: Date.now() + 3_600_000 })
}
