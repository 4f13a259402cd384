import { i18n } from '#i18n'
import { Foreign } from '../../../ui/foreign.tsx'
import { Icon } from '../../../ui/icon.tsx'
import * as icons from '../../../ui/icons.ts'
import { List, Row } from '../../../ui/list.tsx'
import { dateOf } from '../../../ui/time.ts'
import type { Part } from './part.ts'

type Method = Part<'mfa'>['methods'][number]
const looks: Record<string, string> = {
  phone: icons.call,
  microsoftAuthenticator: icons.phone,
  softwareOath: icons.phone,
  fido2: icons.usbKey,
  windowsHelloForBusiness: icons.laptop,
  platformCredential: icons.laptop,
  email: icons.mail,
}

/** With what they prove who they are, besides the password. */
export function Methods({ methods }: { methods: Method[] }) {
  if (methods.length === 0)
    return (
      <p class="missing">
        <Icon of={icons.warning} tone="warning" label={i18n.t('panel.person.live.warning')} />
        {i18n.t('panel.person.live.noMethodBesidesPasswordThey')}
      </p>
    )
  return (
    <List label={i18n.t('panel.person.live.mfaMethods')}>
      {methods.map((method) => (
        <Row
          key={method.id}
          start={<Icon of={lookOf(method)} />}
          title={<Foreign>{method.title}</Foreign>}
          text={<Detail method={method} />}
        />
      ))}
    </List>
  )
}
const lookOf = ({ kind }: Method) => (Object.hasOwn(looks, kind) ? looks[kind] : null) ?? icons.keyMultiple

function Detail({ method: { detail, createdAt } }: { method: Method }) {
  return (
    <>
      {detail && <Foreign>{detail}</Foreign>}
      {createdAt && (
        <span class="keep">{i18n.t('panel.person.live.registered', { date: dateOf(createdAt) })}</span>
      )}
    </>
  )
}
