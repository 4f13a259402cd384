import { useRef } from 'preact/hooks'
import { i18n } from '#i18n'
import { longestName } from '../../mapping/create-organisation.tsx'
import { Avatar } from '../../ui/avatar.tsx'
import { Foreign } from '../../ui/foreign.tsx'
import { isolate } from '../../ui/isolate.ts'
import { LinkButton } from '../../ui/link.tsx'
import { TextInput } from '../../ui/text-input.tsx'
import type { Wanted } from './names.ts'

interface NameLineProps {
  wanted: Wanted
  system: string
  trouble: string | null
  onRename: (name: string) => void
  onLeaveOut: () => void
}
/** A tenant, and how its organisation is to be called. */
export function NameLine({ wanted, system, trouble, onRename, onLeaveOut }: NameLineProps) {
  const { tenantName, name } = wanted
  const line = useRef<HTMLLIElement>(null)
  /** The line goes with what was pressed: the focus stays in the list. */
  const leaveOut = () => {
    const { nextElementSibling, previousElementSibling } = line.current ?? {}
    const neighbour = nextElementSibling ?? previousElementSibling
    neighbour?.querySelector('button')?.focus()
    onLeaveOut()
  }
  return (
    <li ref={line} class="name-line">
      <span class="named">
        <Avatar name={tenantName} shape="organisation" size={28} />
        <Foreign class="entry-name">{tenantName}</Foreign>
      </span>
      <TextInput
        label={i18n.t('console.suggestions.nameFor', { system, tenantName: isolate(tenantName) })}
        labelHidden
        value={name}
        maxLength={longestName}
        error={trouble}
        onInput={onRename}
      />
      <LinkButton
        label={i18n.t('console.suggestions.leaveOutTenant', { tenantName: isolate(tenantName) })}
        onClick={leaveOut}
      >
        {i18n.t('console.suggestions.leaveOut')}
      </LinkButton>
    </li>
  )
}
