import type { TenantDetail } from '#shared/contract.ts'
import { Foreign } from '../../ui/foreign.tsx'
import { Icon } from '../../ui/icon.tsx'
import * as icons from '../../ui/icons.ts'
import { dateOf } from '../../ui/time.ts'

interface Words {
  title: string
  /** What is off without it. */
  without: string
}
/** By the names of the server; one that a newer server adds is shown by its name. */
const words: Record<string, Words> = {
  entraP1: { title: 'Microsoft Entra ID P1', without: 'Last sign-ins cannot be read.' },
  entraP2: { title: 'Microsoft Entra ID P2', without: 'Nothing that Sidelight shows needs it.' },
  intune: { title: 'Microsoft Intune', without: 'Devices of a person cannot be read.' },
  mailboxKinds: {
    title: 'Kinds of mailboxes',
    without: 'Consent without MailboxSettings.Read: whether a mailbox is shared is decided by a person.',
  },
}

/** What the tenant's licences and consent allow. What is missing is no fault. */
export function Lacks({ capabilities }: Pick<TenantDetail, 'capabilities'>) {
  return (
    <section class="surface surface-padded part" aria-label="What this tenant allows">
      <h2>What this tenant allows</h2>
      {capabilities.length === 0 && <p class="quiet">Known after the first sync.</p>}
      <ul class="lacks">
        {capabilities.map(({ name, has, since }) => (
          <li key={name}>
            <Icon
              of={has ? icons.check : icons.lock}
              tone={has ? 'success' : 'neutral'}
              label={has ? 'There' : 'Missing'}
            />
            <span class="row-text">
              <Foreign>{words[name]?.title ?? name}</Foreign>
              <span class="quiet">
                {has ? `Since ${dateOf(since)}` : (words[name]?.without ?? 'Not there.')}
              </span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  )
}
