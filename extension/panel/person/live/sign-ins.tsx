import { Foreign } from '../../../ui/foreign.tsx'
import { Icon } from '../../../ui/icon.tsx'
import * as icons from '../../../ui/icons.ts'
import { joinForeign } from '../../../ui/join-foreign.ts'
import { List, Row } from '../../../ui/list.tsx'
import { momentOf, timeOfDay } from '../../../ui/time.ts'
import { useNow } from '../../../ui/use-now.ts'
import type { Part } from './part.ts'

type SignIn = Part<'signIns'>['signIns'][number]

/** Newest first; a refused one in Microsoft's words, with its number for a search. */
export function SignIns({ signIns }: { signIns: SignIn[] }) {
  const now = useNow()
  if (signIns.length === 0) return <p class="quiet">None in the days that Microsoft keeps.</p>
  return (
    <List label="Last sign-ins">
      {signIns.map((signIn) => (
        <Row
          key={signIn.id}
          start={
            <Icon
              of={signIn.ok ? icons.done : icons.danger}
              tone={signIn.ok ? 'success' : 'danger'}
              label={signIn.ok ? 'Succeeded' : 'Refused'}
            />
          }
          title={signIn.ok ? 'Signed in' : <Foreign>{refusalOf(signIn)}</Foreign>}
          text={<Foreign>{circumstances(signIn)}</Foreign>}
          end={<Moment at={signIn.at} now={now} />}
        />
      ))}
    </List>
  )
}

function Moment({ at, now }: { at: string; now: number }) {
  const moment = momentOf(at, now)
  const time = timeOfDay(at)
  return (
    <time class="quiet" dateTime={at}>
      {moment === time ? time : `${moment}, ${time}`}
    </time>
  )
}

function refusalOf({ failure, errorCode }: SignIn): string {
  return failure ? `${failure} (${errorCode})` : `Refused (${errorCode})`
}

function circumstances({ app, device, location, ipAddress }: SignIn): string {
  return joinForeign([app, device, location, ipAddress]) || 'Microsoft says no more'
}
