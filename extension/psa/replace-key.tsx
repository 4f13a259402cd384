import { useState } from 'preact/hooks'
import { i18n } from '#i18n'
import type { Connection } from '#shared/contract.ts'
import type { PsaDefinition } from '#shared/psa/psa.ts'
import { Button } from '../ui/button.tsx'
import { Notice } from '../ui/notice.tsx'
import { woven } from '../ui/woven.tsx'
import { Credentials } from './credentials.tsx'

interface ReplaceKeyProps {
  psa: PsaDefinition
  connection: Connection
  onClose: () => void
}

/** The form once more. Which account it is says the form itself, so another one may come of it: then that is said. */
export function ReplaceKey({ psa, connection, onClose }: ReplaceKeyProps) {
  const [other, setOther] = useState<Connection | null>(null)
  const { account, disconnected } = connection
  if (other)
    return (
      <Notice
        kind="warning"
        title={i18n.t('psa.anotherAccountConnected', { account: other.account })}
        actions={<Button onClick={onClose}>{i18n.t('psa.close')}</Button>}
      >
        {i18n.t('psa.asIt', { account })}
      </Notice>
    )
  return (
    <section class="form" aria-label={i18n.t('psa.key', { account })}>
      <p class="quiet">
        {woven(i18n.t('psa.fillInSameAccountNew', { account: '{account}' }), {
          account: <bdi>{account}</bdi>,
        })}
      </p>
      <Credentials
        psa={psa}
        verb={disconnected ? i18n.t('psa.connectAgain2') : i18n.t('psa.replaceKey3')}
        what={disconnected ? i18n.t('psa.accountNotConnected') : i18n.t('psa.keyNotReplaced')}
        onDone={(connected) => (connected.id === connection.id ? onClose() : setOther(connected))}
        onCancel={onClose}
      />
    </section>
  )
}
