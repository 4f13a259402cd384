import { i18n } from '#i18n'
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
  if (signIns.length === 0) return <p class="quiet">{i18n.t('panel.person.live.noneInDaysMicrosoftKeeps')}</p>
  return (
    <List label={i18n.t('panel.person.live.lastSignIns')}>
      {signIns.map((signIn) => (
        <Row
          key={signIn.id}
          start={
            <Icon
              of={signIn.ok ? icons.done : icons.danger}
              tone={signIn.ok ? 'success' : 'danger'}
              label={signIn.ok ? i18n.t('panel.person.live.succeeded') : i18n.t('panel.person.live.refused')}
            />
          }
          title={signIn.ok ? i18n.t('panel.person.live.signedIn') : <Foreign>{refusalOf(signIn)}</Foreign>}
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
      {moment === time ? time : i18n.t('panel.person.live.momentAndTime', { moment, time })}
    </time>
  )
}

function refusalOf({ failure, errorCode }: SignIn): string {
  return failure ? `${failure} (${errorCode})` : i18n.t('panel.person.live.refusedCode', { errorCode })
}

function circumstances({ app, device, location, ipAddress }: SignIn): string {
  return joinForeign([app, device, location, ipAddress]) || i18n.t('panel.person.live.microsoftSaysNoMore')
}
