import { useEffect, useState } from 'preact/hooks'
import { type SessionState, sessionState, watchSession } from './session.ts'
import { resumeSession } from './sign-in.ts'

/** Who is signed in, kept up to date over all pages; undefined until known. */
export function useSession(): SessionState | undefined {
  const [session, setSession] = useState<SessionState>()
  useEffect(() => {
    let isGone = false
    const read = async () => {
      const state = await sessionState()
      if (!isGone) setSession(state)
    }
    const start = async () => {
      const state = await sessionState()
      // MSAL's cache may outlive the browser's session storage.
      if (state.state === 'signedOut' && state.why === null) await resumeSession().catch(() => null)
      await read()
    }
    start()
    const stop = watchSession(read)
    return () => {
      isGone = true
      stop()
    }
  }, [])
  return session
}
