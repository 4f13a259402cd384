import { i18n } from '#i18n'
import type { LiveAnswer, PersonView } from '#shared/contract.ts'
import { errorSaid, nextSaid } from '../../../error-said.ts'
import { openPopupScreen } from '../../../places.ts'
import { useOff } from '../../../role.ts'
import { Button } from '../../../ui/button.tsx'
import { Icon } from '../../../ui/icon.tsx'
import * as icons from '../../../ui/icons.ts'

type MissingAnswer = Extract<LiveAnswer, { state: 'missing' }>
interface MissingProps {
  answer: MissingAnswer
  view: PersonView
  isBusy: boolean
  onRetry: () => void
}
const looks: Record<MissingAnswer['why'], string> = {
  licence: icons.lock,
  permission: icons.lock,
  none: icons.infoLine,
  gone: icons.bin,
  failed: icons.infoLine,
}

/** Why there is nothing to show, in words, and the way on: no failure unless it is one. */
export function Missing({ answer, view, isBusy, onRetry }: MissingProps) {
  const { why, permissions } = answer
  const next = nextSaid(answer)
  return (
    <div class="missing" role="status">
      <Icon of={looks[why]} />
      <div class="row-text">
        <p>{errorSaid(answer)}</p>
        {next && <p class="quiet">{next}</p>}
        {permissions.length > 0 && (
          <p class="quiet">
            {i18n.t('panel.person.live.permission', { permissions: permissions.join(', ') })}
          </p>
        )}
        {why === 'permission' && <Consent tenantId={view.person.tenantId} />}
      </div>
      {(why === 'failed' || why === 'gone') && (
        <Button size="small" busy={isBusy} onClick={onRetry}>
          {i18n.t('panel.person.live.tryAgain')}
        </Button>
      )}
    </div>
  )
}

function Consent({ tenantId }: { tenantId: string }) {
  const off = useOff('tenants.connect')
  return (
    <span>
      <Button size="small" off={off} onClick={() => void openPopupScreen({ screen: 'connect', tenantId })}>
        {i18n.t('panel.person.live.askForConsentAgain')}
      </Button>
    </span>
  )
}
